import { type InboundItem, isObject, isText, quarantine } from './inbound-item.ts';
import { readChange } from './read-change.ts';

export type { InboundItem, MessageItem, Notice, QuarantineReason } from './inbound-item.ts';

/** Takes a delivery apart: every entry, change, message and status, each judged by its own validator. Never throws. */
export function flattenDelivery(rawBody: Buffer): InboundItem[] {
  let delivery: unknown;
  try {
    delivery = JSON.parse(rawBody.toString('utf8'));
  } catch {
    return [quarantine('not-json', null, rawBody.toString('utf8').slice(0, 1000))];
  }
  if (!isObject(delivery) || !Array.isArray(delivery['entry'])) return [quarantine('not-a-delivery', null, delivery)];
  const items: InboundItem[] = [];
  for (const entry of delivery['entry'] as unknown[]) {
    if (!isObject(entry) || !Array.isArray(entry['changes'])) {
      items.push(quarantine('malformed-entry', null, entry));
      continue;
    }
    const businessAccountId = isText(entry['id']) ? entry['id'] : null;
    for (const change of entry['changes'] as unknown[]) {
      if (!isObject(change) || typeof change['field'] !== 'string' || !isObject(change['value'])) {
        items.push(quarantine('malformed-change', null, change));
      } else {
        readChange({ field: change['field'], value: change['value'], whole: change, businessAccountId }, items);
      }
    }
  }
  return items;
}
