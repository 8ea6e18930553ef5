import type { Report, RuleResult } from '../report.ts';
import type { Evidence } from '../rule.ts';

/** The report as JUnit XML: one test suite per level, one test case per rule; what is not yet met or was not run counts as skipped. */
export function renderJunit({ provider, startedAt, durationMs, score, byLevel, results }: Report): string {
  const suites = Object.entries(byLevel).map(([level, counts]) => {
    const own = results.filter((result) => result.level === level);
    const seconds = own.reduce((sum, result) => sum + result.durationMs, 0) / 1000;
    return [
      `  <testsuite name="verify.${level}" tests="${own.length}" failures="${counts.failed}" errors="${counts.broken}" skipped="${counts.notRun + counts.notYet}" time="${seconds.toFixed(3)}" timestamp="${startedAt.replace(/\.\d+Z$/, '')}">`,
      `    <properties><property name="provider" value="${attribute(provider)}"/></properties>`,
      ...own.map(renderCase),
      '  </testsuite>',
    ].join('\n');
  });
  const { failed, broken, notRun, notYet } = score;
  const totals = `tests="${results.length}" failures="${failed}" errors="${broken}" skipped="${notRun + notYet}" time="${(durationMs / 1000).toFixed(3)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="verify" ${totals}>\n${suites.join('\n')}\n</testsuites>\n`;
}

function renderCase({ name, level, outcome, detail, expects, source, incident, evidence, durationMs }: RuleResult): string {
  const [subject = '', expectation = ''] = name.split('/');
  const open = `    <testcase classname="verify.${level}.${attribute(subject)}" name="${attribute(expectation)}" time="${(durationMs / 1000).toFixed(3)}"`;
  if (outcome === 'held') return `${open}/>`;
  if (outcome === 'not run' || outcome === 'not yet')
    return `${open}>\n      <skipped message="${attribute(`${outcome}: ${detail}`)}"/>\n    </testcase>`;
  const tag = outcome === 'failed' ? 'failure' : 'error';
  const body = [
    `Expected: ${expects}`,
    `Found: ${detail}`,
    `Source: ${source}`,
    ...(incident ? [`Incident ${incident.name}: ${incident.what} (${incident.where.join(', ')})`] : []),
    ...evidence.map(asText),
  ].join('\n\n');
  return `${open}>\n      <${tag} type="${attribute(name)}" message="${attribute(detail)}">${text(body)}</${tag}>\n    </testcase>`;
}

/** An exchange as plain text. */
export function asText({ what, request, response }: Evidence): string {
  const headers = (given: Readonly<Record<string, string>> = {}) => Object.entries(given).map(([name, value]) => `${name}: ${value}`);
  return [
    `--- ${what}`,
    `${request.method} ${request.url}`,
    ...headers(request.headers),
    ...(request.body ? ['', request.body] : []),
    '',
    ...(response ? [`HTTP ${response.status}`, ...headers(response.headers), '', response.body] : ['(no answer)']),
  ].join('\n');
}

/** XML 1.0 has no way to write these characters, escaped or not. */
const representable = (value: string): string => value.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');

const text = (value: string): string => representable(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const attribute = (value: string): string =>
  text(value).replaceAll('"', '&quot;').replaceAll('\t', '&#9;').replaceAll('\n', '&#10;').replaceAll('\r', '&#13;');
