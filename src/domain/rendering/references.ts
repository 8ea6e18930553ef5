import type { InboundMessage } from './row.ts';

const NONE: readonly string[] = [];

/** The wamids of the messages that a message answers or changes. */
export function referencesOf(message: InboundMessage): readonly string[] {
  if (!message.context && !changes.some((changed) => changed(message))) return NONE;
  const ids: unknown[] = [message.context?.id, ...changes.map((changed) => changed(message))];
  return [...new Set(ids.filter((id): id is string => typeof id === 'string' && id !== ''))];
}

/** The message that one of these kinds changes. */
export const changedBy = {
  reaction: ({ reaction }: InboundMessage) => reaction?.message_id,
  edit: ({ edit }: InboundMessage) => edit?.original_message_id,
  revoke: ({ revoke }: InboundMessage) => revoke?.original_message_id,
};

const changes = Object.values(changedBy);
