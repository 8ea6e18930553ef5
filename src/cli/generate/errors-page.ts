import type { ErrorClass, ErrorRule } from '../../whatsapp-errors/error-rule.ts';
import { whatsappErrors } from '../../whatsapp-errors/whatsapp-errors.ts';

/** What each class means, in the order of the page. */
const classes: Readonly<Record<ErrorClass, { title: string; weDo: string }>> = {
  'hold-account': {
    title: 'Account, number or token',
    weDo: 'Nothing more of this channel is sent: messages wait, nothing is dropped. The readiness page and `provider_channels_held` say so and why. Every five minutes a few of them try again.',
  },
  'pause-number': {
    title: 'Pace of the number',
    weDo: 'The number rests for seconds or a few minutes, or as long as `Retry-After` says; then everything goes on in order.',
  },
  'pause-recipient': {
    title: 'Pace towards one customer',
    weDo: 'Only this conversation waits, 4^X seconds for the refusal number X and at most about four minutes; from then on its budget counts as used up, which lets one message go every 6 seconds. All others go on.',
  },
  retry: {
    title: 'Passing faults',
    weDo: 'The same message is tried again with growing pauses for up to 24 hours, in its place in the conversation.',
  },
  'retry-few': {
    title: 'Faults that may be ours',
    weDo: 'Tried again at least five times over at least five minutes; then the message is shown as failed.',
  },
  'fix-message': {
    title: 'The message has to be changed',
    weDo: "Never repeated. The message is refused or shown as failed, with the advice and WhatsApp's own words.",
  },
  'fix-template': {
    title: 'The template has to be changed',
    weDo: "Never repeated. The message is refused or shown as failed, with the advice and WhatsApp's own words, and the list of templates is read again before its next use.",
  },
  final: { title: 'Not to this customer, or not now', weDo: 'Never repeated. The message is refused or shown as failed, with the advice.' },
  inbound: {
    title: "Customers' messages that are not handed over",
    weDo: "They stand in the place of a customer's message, which is shown with the note. On a message of ours they are final.",
  },
  elsewhere: {
    title: 'Codes of other calls',
    weDo: "No message gets them normally. On one they are final: shown as failed with the code and WhatsApp's own words.",
  },
};

const INTRODUCTION = `<!-- Made by \`npm run generate\` from src/whatsapp-errors. Change the table there. -->

# WhatsApp's error codes, and what this provider does

The table in \`src/whatsapp-errors\` decides, and this page is made from it. A code means the same in the answer to a send and in a \`failed\` status that comes later. The one difference: what WhatsApp
had accepted is never sent a second time, so a message that fails later is shown as failed with the advice, while the pause or the hold holds for everything behind it.

The advice stands in the answer to \`postMessage\` when WhatsApp refuses at once, and otherwise in the inbox below the failed message: \`[not delivered: … (131026)]\`. It goes when a later \`delivered\`
proves the failure wrong. **A code that is not listed is never repeated**: the message is shown as failed with the code and WhatsApp's own words.
`;

/** The page \`openapi/errors.md\`. */
export function errorsPage(): string {
  const sections = Object.entries(classes).map(([name, { title, weDo }]) =>
    section(
      title,
      weDo,
      whatsappErrors.filter((rule) => rule.class === name),
    ),
  );
  return `${INTRODUCTION}\n${sections.join('\n')}`;
}

function section(title: string, weDo: string, rules: readonly ErrorRule[]): string {
  const holds = rules.some((rule) => 'hold' in rule);
  const inbound = rules.some((rule) => rule.inbound !== undefined);
  const head = ['code', 'what it means', 'what the salesperson reads'];
  if (holds) head.push('what the readiness page says');
  if (inbound) head.push("in the place of a customer's message");
  const rows = rules.map((rule) => {
    const cells = [codeOf(rule), rule.means, rule.advice];
    if (holds) cells.push('hold' in rule ? rule.hold : '–');
    if (inbound) cells.push(rule.inbound ?? '–');
    return line(cells);
  });
  return `## ${title}\n\n${weDo}\n\n${line(head)}\n${line(head.map(() => '---'))}\n${rows.join('\n')}\n`;
}

const codeOf = ({ code, last }: ErrorRule): string => (last === undefined ? String(code) : `${code}–${last}`);
const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
