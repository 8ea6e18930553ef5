import { asideReasons } from '../../domain/rendering/aside.ts';
import { marks } from '../../domain/rendering/marks.ts';
import type { Mark, Row } from '../../domain/rendering/row.ts';
import { table } from '../../domain/rendering/table.ts';

/** How everything inbound is shown, as a page: the table of src/domain/rendering in words. */
export function renderingPage(): string {
  return `<!-- Generated from src/domain/rendering by src/cli/generate. Do not edit: change the table, then \`npm run generate\`. -->
# What the inbox shows

The inbox has one kind of message: text with files. Everything that WhatsApp delivers is shown by the table below, and by nothing else: the same table decides in
the code (\`src/domain/rendering\`). \`{name}\` is a value of the message, and a part in ⟨ ⟩ stands only when every value in it is there. Words of ours stand in square brackets, the
customer's own do not.

Nothing arrives as an empty line, and nothing is dropped: what is no message is set aside, see below. Where the inbox can show less than WhatsApp, the last column says what is
missing and why; such messages are counted in \`provider_messages_simplified_total{kind}\`. A case for every row is in \`test/cases\`; one more is a text file.

## Messages

${rowsOf(table)}

## Lines above a message

They say how a message came and what it belongs to, one line each, in this order. A quote is the first 80 characters of a message of the same conversation.

${rowsOf(marks)}

## Set aside

What is no message of anybody is kept with its raw delivery in the table \`quarantine\`, counted in \`provider_quarantined_total{reason}\`, and named in the log.

| reason | what it is |
|---|---|
${Object.entries(asideReasons)
  .map(([reason, words]) => `| \`${reason}\` | ${cell(words)} |`)
  .join('\n')}

Every other field (templates, account, calls, contacts of the phone …) is news about the account: it is kept raw for \`RETENTION_DAYS\` and counted in \`provider_notices_total\`.
`;
}

function rowsOf(rows: Readonly<Record<string, Row | Mark>>): string {
  const lines = Object.entries(rows).map(
    ([kind, { carries, shows, simplified }]) => `| \`${kind}\` | ${cell(carries)} | \`${cell(shows)}\` | ${cell(simplified ?? '')} |`,
  );
  return ['| kind | what WhatsApp delivers | what the inbox shows | what is missing |', '|---|---|---|---|', ...lines].join('\n');
}

const cell = (text: string): string => text.replaceAll('\n', ' ⏎ ').replaceAll('|', '\\|');
