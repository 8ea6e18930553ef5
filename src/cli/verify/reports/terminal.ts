import { countOf, judgedOf, notRunByReason, percent, type Report, type RuleResult, type Score, verdictOf } from '../report.ts';
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
const COLUMNS = 100;
/** Of a body: what shows the matter. Files of the report hold the rest. */
const MOST_BODY = 270;
const MOST_EXCHANGES = 2;

/** What a run says of a rule while it goes on: its mark and name, and why where it did not hold. */
export function renderResult({ outcome, name, detail }: RuleResult, paint: Paint): string {
  const mark = MARKS[outcome];
  if (outcome === 'held') return `${paint.good(mark)} ${name}`;
  if (outcome === 'not run') return paint.faint(wrapped(`${mark} ${name}: ${detail}`, 4));
  if (outcome === 'not yet') return paint.faint(wrapped(`${mark} ${name} (not yet) ${detail}`, 4));
  return wrapped(`${mark} ${name}: ${detail}`, 4).replace(`${mark} ${name}`, `${paint.bad(mark)} ${paint.strong(name)}`);
}

/** One failure with all that is needed to understand it. */
function renderFailure({ outcome, name, detail, expects, source, incident, evidence }: RuleResult, provider: string, paint: Paint): string {
  const fact = (label: string, text: string) => wrapped(`    ${label.padEnd(9)} ${text}`, 14);
  const shown = evidence.slice(-MOST_EXCHANGES);
  const earlier = evidence.length - shown.length;
  return [
    `${paint.bad(MARKS[outcome])} ${paint.strong(name)}`,
    fact('expected', expects),
    fact('found', detail),
    fact('source', source),
    ...(incident ? [fact('incident', `${incident.name}: ${incident.what} (${incident.where.join(', ')})`)] : []),
    ...(earlier > 0 ? [paint.faint(fact('', `(${earlier} earlier exchanges stand in --html, --json and --junit)`))] : []),
    ...shown.flatMap((exchange) => renderEvidence(exchange, provider).map((line) => paint.faint(line))),
  ].join('\n');
}

function renderEvidence({ what, request, response }: Evidence, provider: string): string[] {
  const body = (text: string | undefined) =>
    text ? [wrapped(`      ${text.replaceAll('\n', ' ⏎ ').slice(0, MOST_BODY)}${text.length > MOST_BODY ? ' …' : ''}`, 6)] : [];
  return [
    wrapped(`    ${what}: ${request.method} ${request.url.startsWith(provider) ? request.url.slice(provider.length) : request.url}`, 6),
    ...body(request.body),
    ...(response ? [`    → ${response.status}`, ...body(response.body)] : ['    → no answer']),
  ];
}

/** What a provider answers must not move our reader's cursor. */
const printable = (text: string): string => text.replace(/[\p{Cc}]/gu, '·');

/** Lines of at most a hundred columns, those after the first moved in. Words that are longer are cut. */
function wrapped(text: string, indent: number): string {
  const lines: string[] = [];
  for (const paragraph of text.split('\n').map(printable)) {
    let rest = lines.length === 0 ? paragraph : ' '.repeat(indent) + paragraph;
    while (rest.length > COLUMNS) {
      const space = rest.lastIndexOf(' ', COLUMNS);
      // An address stays whole, so that it can be followed.
      const word = rest.slice(space + 1).split(' ', 1)[0] ?? '';
      const isAddress = /^\(?https?:/.test(word);
      if (isAddress && space <= indent + COLUMNS / 3) break;
      const end = isAddress || space > indent + COLUMNS / 3 ? space : COLUMNS;
      lines.push(rest.slice(0, end).trimEnd());
      rest = ' '.repeat(indent) + rest.slice(end).trimStart();
    }
    lines.push(rest);
  }
  return lines.join('\n');
}

/** How much of a level was judged stands before how much of that held: little that held of little that was judged is no praise. */
function renderScore(level: string, score: Score): string {
  const { held, failed, notYet, notRun, broken, share } = score;
  const counts = [`${held} held`, `${failed} failed`, ...(notYet ? [`${notYet} not yet`] : []), ...(notRun ? [`${notRun} not run`] : [])];
  const parts = [...counts, ...(broken ? [`${broken} broken`] : [])].join(', ');
  const judged = `${judgedOf(score)} of ${countOf(score)} judged`;
  return `  ${level.padEnd(10)} ${judged}${share === null ? '' : `, ${percent(score)} of these held`} (${parts})`;
}

/** Rules that were not run, by their reason; each name only where it is asked for. */
function renderNotRun(results: readonly RuleResult[], verbose: boolean, paint: Paint): string[] {
  const groups = notRunByReason(results);
  if (groups.length === 0) return [];
  const lines = groups.flatMap(({ reason, names }) => [
    wrapped(`${MARKS['not run']} ${names.length}: ${reason}`, 4),
    ...(verbose ? names.map((name) => `    ${name}`) : []),
  ]);
  const hint = verbose ? '' : ' (--verbose, --html and --json name them)';
  return ['', `${paint.strong('What was not run')}${paint.faint(hint)}`, '', ...lines.map(paint.faint)];
}

/** What was not run, the failures with their evidence, the score by level, and at the very end the verdict. */
export function renderSummary(report: Report, paint: Paint, { verbose = false }: { verbose?: boolean } = {}): string {
  const { provider, byLevel, durationMs, exitCode, results } = report;
  const failures = results.filter(({ outcome }) => outcome === 'failed' || outcome === 'broken');
  const levels = (Object.keys(byLevel) as Level[]).flatMap((level) => (byLevel[level] ? [renderScore(level, byLevel[level])] : []));
  const verdict = wrapped(verdictOf(report), 0)
    .split('\n')
    .map((line) => [paint.good, paint.bad, paint.bad][exitCode]?.(line) ?? '');
  return [
    ...renderNotRun(results, verbose, paint),
    ...(failures.length > 0 ? ['', paint.strong('What did not hold'), ''] : []),
    ...failures.map((failure) => `${renderFailure(failure, provider, paint)}\n`),
    ...(failures.length > 0 ? [] : ['']),
    `${paint.strong(provider)} in ${(durationMs / 1000).toFixed(1)} s`,
    ...levels,
    ...verdict,
  ].join('\n');
}
