import { answerRows } from './answer-rows.ts';
import { changeRows } from './change-rows.ts';
import { contentRows } from './content-rows.ts';
import { errorCodeOf, missingRows } from './missing-rows.ts';
import type { InboundMessage, Row } from './row.ts';

/** How every kind of message is shown. What stands here decides, and is the documentation: `npm run generate` writes generated/rendering.md from it. */
export const table = { ...contentRows, ...answerRows, ...changeRows, ...missingRows } as const satisfies Record<string, Row>;

export type Kind = keyof typeof table;

/** The row that shows a message. */
export function kindOf(message: InboundMessage): Kind {
  const choose = Object.hasOwn(variants, message.type) ? variants[message.type] : undefined;
  if (choose) return choose(message);
  return Object.hasOwn(table, message.type) && !(message.type in missingRows) ? (message.type as Kind) : 'unknown-type';
}

const known = (name: string, otherwise: Kind): Kind => (Object.hasOwn(table, name) ? (name as Kind) : otherwise);
const unsupported = (message: InboundMessage): Kind => known(`unsupported/${errorCodeOf(message)}`, 'unsupported/other');

/** Types with more than one row. */
const variants: Readonly<Record<string, (message: InboundMessage) => Kind>> = {
  audio: ({ audio }) => (audio?.voice ? 'voice' : 'audio'),
  voice: () => 'unknown-type',
  sticker: ({ sticker }) => (sticker?.animated ? 'sticker/animated' : 'sticker'),
  interactive: ({ interactive }) => known(`interactive/${interactive?.type}`, 'interactive/other'),
  reaction: ({ reaction }) => (reaction?.emoji ? 'reaction' : 'reaction/removed'),
  system: ({ system }) => systemKinds[system?.type ?? ''] ?? 'system/other',
  unsupported,
  unknown: unsupported,
};

const systemKinds: Readonly<Record<string, Kind>> = Object.assign(Object.create(null), {
  user_changed_number: 'system/number',
  customer_changed_number: 'system/number',
  user_changed_user_id: 'system/user-id',
  customer_identity_changed: 'system/identity',
});
