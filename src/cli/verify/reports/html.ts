import { countOf, judgedOf, percent, type Report, type RuleResult, verdictOf } from '../report.ts';
import type { Evidence, Level } from '../rule.ts';
import { style } from './html-style.ts';
import { asText } from './junit.ts';

const LABELS = { held: 'held', failed: 'failed', 'not yet': 'not yet', 'not run': 'not run', broken: 'broken' } as const;

/** The report as one HTML file: no script, nothing loaded from elsewhere, light and dark. Everything a provider answered is escaped. */
export function renderHtml(report: Report): string {
  const { provider, channelId, startedAt, durationMs, results, byLevel, powers, exitCode } = report;
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
<p class="verdict ${exitCode === 0 ? 'held' : 'failed'}"><span class="mark">${escaped(verdictOf(report))}</span></p>
<p class="faint">Channel <code>${escaped(channelId)}</code>, ${escaped(startedAt.slice(0, 19).replace('T', ' '))} UTC, ${(durationMs / 1000).toFixed(1)} s. Powers: ${escaped(powers.join(', ') || 'none')}.</p>
</header>
<main>
${renderScores(report)}
${renderTrouble(results)}
${renderWaiting(results)}
${(Object.keys(byLevel) as Level[]).map((level) => renderLevel(level, results)).join('\n')}
</main>
</body>
</html>
`;
}

const idOf = ({ name }: RuleResult): string => escaped(name.replace('/', '--'));
const isTrouble = ({ outcome }: RuleResult): boolean => outcome === 'failed' || outcome === 'broken';
const listed = (result: RuleResult, text: string): string =>
  `<li><a href="#${idOf(result)}">${escaped(result.name)}</a>: ${escaped(text)}</li>`;

/** First the failures in a list, each leading to all that is known of it. */
function renderTrouble(results: readonly RuleResult[]): string {
  const trouble = results.filter(isTrouble);
  if (trouble.length === 0) return '';
  const list = trouble.map((result) => listed(result, result.detail.split('\n')[0] ?? '')).join('\n');
  return `<section id="failures"><h2>What did not hold</h2>\n<ol>\n${list}\n</ol>\n${trouble.map(renderRule).join('\n')}\n</section>`;
}

function renderWaiting(results: readonly RuleResult[]): string {
  const waiting = results.filter(({ outcome }) => outcome === 'not yet');
  if (waiting.length === 0) return '';
  return `<section><h2>What is known not to hold yet</h2>\n<ul>\n${waiting.map((result) => listed(result, result.detail)).join('\n')}\n</ul></section>`;
}

/** All rules of a level; those that failed stand above. */
function renderLevel(level: Level, results: readonly RuleResult[]): string {
  const rules = results
    .filter((result) => result.level === level)
    .map((result) =>
      isTrouble(result)
        ? `<p class="rule ${classOf(result)}"><span class="mark">${LABELS[result.outcome]}</span> <a href="#${idOf(result)}">${escaped(result.name)}</a></p>`
        : renderRule(result),
    );
  return `<section><h2>Level ${level}</h2>\n${rules.join('\n')}\n</section>`;
}

function renderScores({ score, byLevel }: Report): string {
  const rows = [...Object.entries(byLevel), ['all', score] as const].map(
    ([name, one]) =>
      `<tr><th scope="row">${name}</th><td>${judgedOf(one)} of ${countOf(one)}</td><td>${one.share === null ? '' : `<strong>${percent(one)}</strong>`}</td><td>${one.held}</td><td>${one.failed}</td><td>${one.notYet}</td><td>${one.notRun}</td><td>${one.broken}</td></tr>`,
  );
  return `<div class="scroll"><table class="scores"><thead><tr><th scope="col">level</th><th scope="col">judged</th><th scope="col">held of these</th><th scope="col">held</th><th scope="col">failed</th><th scope="col">not yet</th><th scope="col">not run</th><th scope="col">broken</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

const classOf = ({ outcome }: RuleResult): string => outcome.replace(' ', '-');

function renderRule(result: RuleResult): string {
  const { name, outcome, expects, source, incident, capability, detail, evidence } = result;
  const facts = [
    `<p>${escaped(expects)}</p>`,
    detail === '' ? '' : `<p class="detail">${escaped(detail)}</p>`,
    `<p class="source">Source: ${linked(source)}${capability ? `. Capability: ${escaped(capability)}` : ''}</p>`,
    incident
      ? `<p class="incident"><strong>${escaped(incident.name)}</strong>: ${escaped(incident.what)} ${incident.where.map(linkedThread).join(', ')}</p>`
      : '',
    ...evidence.map(renderEvidence),
  ];
  return `<details id="${idOf(result)}" class="${classOf(result)}"${isTrouble(result) ? ' open' : ''}><summary><span class="mark">${LABELS[outcome]}</span> ${escaped(name)}</summary>${facts.join('')}</details>`;
}

const renderEvidence = ({ request, response, what }: Evidence): string => {
  const exchange: Evidence = {
    what,
    request: { ...request, ...(request.body === undefined ? {} : { body: spread(request.body) }) },
    ...(response ? { response: { ...response, body: spread(response.body) } } : {}),
  };
  return `<pre>${escaped(asText(exchange))}</pre>`;
};

/** JSON over several lines, anything else as it is. */
function spread(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

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
