import { percent, type Report, type RuleResult } from '../report.ts';
import type { Evidence, Level } from '../rule.ts';

/** Wraps a text in an escape sequence, or not. */
export interface Paint {
  good(text: string): string;
  bad(text: string): string;
  faint(text: string): string;
  strong(text: string): string;
}

const code = (open: number, close: number) => (text: string) => `\u001b[${open}m${text}\u001b[${close}m`;
const plain = (text: string): string => text;

/** Colours, when somebody looks who can see them. */
export const paintFor = (coloured: boolean): Paint =>
  coloured
    ? { good: code(32, 39), bad: code(31, 39), faint: code(2, 22), strong: code(1, 22) }
    : { good: plain, bad: plain, faint: plain, strong: plain };

const MARKS = { held: '✓', failed: '✗', 'not yet': '…', 'not run': '–', broken: '!' } as const;
const MOST_BODY = 500;

/** One line for a rule while the run goes on; below a failure what was found and the exchanges that show it. */
export function renderResult(result: RuleResult, paint: Paint): string {
  const { outcome, name, expects, source, incident, evidence } = result;
  const detail = result.detail.split('\n').map(printable).join('\n              ');
  const mark = MARKS[outcome];
  if (outcome === 'held') return `${paint.good(mark)} ${name}`;
  if (outcome === 'not run') return paint.faint(`${mark} ${name}: ${detail}`);
  if (outcome === 'not yet') return `${paint.faint(mark)} ${name} ${paint.faint(`(not yet) ${detail}`)}`;
  const lines = [
    `${paint.bad(mark)} ${paint.strong(name)}`,
    `    expected  ${expects}`,
    `    found     ${detail}`,
    `    source    ${source}`,
    ...(incident ? [`    incident  ${incident.name}: ${incident.what} (${incident.where.join(', ')})`] : []),
    ...evidence.flatMap(renderEvidence).map((line) => paint.faint(`    ${line}`)),
  ];
  return lines.join('\n');
}

function renderEvidence({ what, request, response }: Evidence): string[] {
  const body = (text: string | undefined) =>
    text ? [`  ${printable(text).slice(0, MOST_BODY)}${text.length > MOST_BODY ? ' …' : ''}`] : [];
  return [
    `${what}: ${request.method} ${printable(request.url)}`,
    ...body(request.body),
    ...(response ? [`→ ${response.status}`, ...body(response.body)] : ['→ no answer']),
  ];
}

/** What a provider answers must not move our reader's cursor. */
const printable = (text: string): string => text.replace(/[\p{Cc}]/gu, (control) => (control === '\n' ? '⏎' : '·'));

export function renderSummary({ provider, score, byLevel, durationMs, exitCode }: Report, paint: Paint): string {
  const levels = (Object.keys(byLevel) as Level[]).map((level) => {
    const one = byLevel[level];
    if (!one) return '';
    const { held, failed, notYet, notRun, broken } = one;
    const parts = [`${held} held`, `${failed} failed`, ...(notYet ? [`${notYet} not yet`] : []), ...(notRun ? [`${notRun} not run`] : [])];
    return `  ${level.padEnd(10)} ${percent(one).padStart(5)}   ${[...parts, ...(broken ? [`${broken} broken`] : [])].join(', ')}`;
  });
  const verdict = [
    paint.good('Everything that was judged held.'),
    paint.bad(`${score.failed} of ${score.held + score.failed + score.notYet} expectations did not hold.`),
    paint.bad('There is no verdict: a rule itself went wrong (!). That is a fault of verify, not of the provider.'),
  ][exitCode];
  return ['', `${paint.strong(provider)} in ${(durationMs / 1000).toFixed(1)} s`, ...levels, String(verdict)].join('\n');
}
