import { type CheckName, type Finding, verdictOf } from '../../domain/set-up-report.ts';
import { wrap } from '../trigger/wrap.ts';
import type { Paint } from '../verify/reports/terminal.ts';

const TITLES: Readonly<Record<CheckName, string>> = {
  'public-url': 'The public address',
  head: 'HEAD requests, as Pipedrive makes them for files and pictures',
  webhook: "Meta's handshake and signed deliveries",
  clock: 'The clock',
  whatsapp: 'WhatsApp',
  pipedrive: 'Pipedrive',
  manifest: 'The manifest',
};
const MARKS = { ok: '✓', warning: '!', failed: '✗', skipped: '–' } as const;

/** The findings in the order they were looked at, each with what to do about it, and the verdict below. */
export function renderFindings(findings: readonly Finding[], paint: Paint): string {
  const checks = [...new Set(findings.map(({ check }) => check))];
  const blocks = checks.map((check) => {
    const rows = findings.filter((finding) => finding.check === check).map((finding) => renderFinding(finding, paint));
    return [paint.strong(TITLES[check]), ...rows].join('\n');
  });
  return [...blocks, verdict(findings, paint)].join('\n\n');
}

function renderFinding({ status, subject, found, fault, remedy }: Finding, paint: Paint): string {
  const colour = { ok: paint.good, warning: paint.strong, failed: paint.bad, skipped: paint.faint }[status];
  const told = marked(colour(MARKS[status]), `${subject === null ? '' : `${subject}: `}${found}`, 2);
  return fault === null ? told : `${told}\n${marked('→', `${remedy} [${fault}]`, 4)}`;
}

const COLUMNS = 100;

/** A text behind a mark of one column, its further lines below its first. */
const marked = (mark: string, text: string, indent: number): string => {
  const [first = '', ...rest] = wrap(text, COLUMNS - indent - 2);
  return [`${' '.repeat(indent)}${mark} ${first}`, ...rest.map((line) => `${' '.repeat(indent + 2)}${line}`)].join('\n');
};

function verdict(findings: readonly Finding[], paint: Paint): string {
  const count = (status: Finding['status']) => findings.filter((finding) => finding.status === status).length;
  const counts = `${count('ok')} right, ${count('failed')} wrong, ${count('warning')} to look at, ${count('skipped')} not looked at`;
  const worst = verdictOf(findings);
  return worst === 'failed'
    ? paint.bad(`Something is wrong: ${counts}.`)
    : worst === 'warning'
      ? paint.strong(`It works: ${counts}.`)
      : paint.good(`All is well: ${counts}.`);
}
