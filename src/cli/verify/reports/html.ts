import { percent, type Report, type RuleResult } from '../report.ts';
import type { Evidence, Level } from '../rule.ts';
import { style } from './html-style.ts';
import { asText } from './junit.ts';

const LABELS = { held: 'held', failed: 'failed', 'not yet': 'not yet', 'not run': 'not run', broken: 'broken' } as const;

/** The report as one HTML file: no script, nothing loaded from elsewhere, light and dark. Everything a provider answered is escaped. */
export function renderHtml(report: Report): string {
  const { provider, channelId, startedAt, durationMs, results, byLevel, powers } = report;
  const trouble = results.filter(({ outcome }) => outcome === 'failed' || outcome === 'broken');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>verify: ${escaped(provider)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${escaped(provider)}</h1>
<p>Channel <code>${escaped(channelId)}</code>, ${escaped(startedAt)}, ${(durationMs / 1000).toFixed(1)} s. Powers: ${escaped(powers.join(', ') || 'none')}.</p>
</header>
<main>
${renderScores(report)}
${trouble.length > 0 ? `<section><h2>What did not hold</h2>\n${trouble.map((result) => renderRule(result, true)).join('\n')}\n</section>` : ''}
${(Object.keys(byLevel) as Level[])
  .map(
    (level) =>
      `<section><h2>Level ${level}</h2>\n${results
        .filter((result) => result.level === level)
        .map((result) => renderRule(result, false))
        .join('\n')}\n</section>`,
  )
  .join('\n')}
</main>
</body>
</html>
`;
}

function renderScores({ score, byLevel }: Report): string {
  const rows = [...Object.entries(byLevel), ['all', score] as const].map(
    ([name, one]) =>
      `<tr><th scope="row">${name}</th><td><strong>${percent(one)}</strong></td><td>${one.held}</td><td>${one.failed}</td><td>${one.notYet}</td><td>${one.notRun}</td><td>${one.broken}</td></tr>`,
  );
  return `<table class="scores"><thead><tr><th scope="col">level</th><th scope="col">score</th><th scope="col">held</th><th scope="col">failed</th><th scope="col">not yet</th><th scope="col">not run</th><th scope="col">broken</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function renderRule({ name, outcome, expects, source, incident, capability, detail, evidence }: RuleResult, open: boolean): string {
  const facts = [
    `<p>${escaped(expects)}</p>`,
    detail === '' ? '' : `<p class="detail">${escaped(detail)}</p>`,
    `<p class="source">Source: ${linked(source)}${capability ? `. Capability: ${escaped(capability)}` : ''}</p>`,
    incident
      ? `<p class="incident"><strong>${escaped(incident.name)}</strong>: ${escaped(incident.what)} ${incident.where.map(linkedThread).join(', ')}</p>`
      : '',
    ...evidence.map(renderEvidence),
  ];
  return `<details class="${outcome.replace(' ', '-')}"${open ? ' open' : ''}><summary><span class="mark">${LABELS[outcome]}</span> ${escaped(name)}</summary>${facts.join('')}</details>`;
}

const renderEvidence = (evidence: Evidence): string => `<pre>${escaped(asText(evidence))}</pre>`;

/** An address becomes a link; a document of ours stays a text. */
const linked = (source: string): string =>
  /^https:\/\/[\w./?=&%#:~+-]+$/.test(source) ? `<a href="${escaped(source)}" rel="noreferrer">${escaped(source)}</a>` : escaped(source);

/** `owner/repo#7` leads to the thread. */
function linkedThread(where: string): string {
  const [, repository, number] = /^([\w.-]+\/[\w.-]+)#(\d+)$/.exec(where) ?? [];
  if (!repository) return linked(where);
  return `<a href="https://github.com/${repository}/issues/${number}" rel="noreferrer">${escaped(where)}</a>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escaped = (value: string): string => value.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign).replaceAll('\u0000', '\ufffd');
