import { afterAll, beforeAll, expect, test } from 'vitest';
import { messageKinds } from '../coverage/message-kinds.ts';
import { readUniverse } from '../coverage/universe.ts';
import { requestExamples } from '../support/examples.ts';
import { changeOf, deliveryOf, freshWamid, statusOf } from '../support/webhooks.ts';
import { proves } from './proof.ts';
import { ANA, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stopAll());

const examples = requestExamples('whatsapp-webhooks', 'receiveWebhook');
const kindsIn = (body: unknown) => messageKinds({ operationId: 'receiveWebhook', requestBody: body, files: [] });

/** Kinds that the document names without giving an example. */
const bare = (readUniverse().find(({ operationId }) => operationId === 'receiveWebhook')?.kinds ?? []).filter(
  (kind) => !examples.some(([, body]) => kindsIn(body).includes(kind)),
);

/** The least that Meta could send of a kind. */
function leastOf(kind: string): unknown {
  const [group = '', value = ''] = kind.split('/');
  const message = { from: ANA, id: freshWamid(), timestamp: '1795165247' };
  if (group === 'field') return { ...deliveryOf(), entry: [{ id: '102290129340398', changes: [{ field: value, value: changeOf({}) }] }] };
  if (group === 'status') return deliveryOf(changeOf({ statuses: [statusOf(freshWamid(), value)] }));
  if (group === 'message') return deliveryOf(changeOf({ messages: [{ ...message, type: value, [value]: {} }] }, { from: ANA }));
  return deliveryOf(changeOf({ messages: [{ ...message, type: group, [group]: { type: value } }] }, { from: ANA }));
}

/** Reasons that say something is wrong with the item itself; any other says that it is kept for later. */
const WRONG = new Set([
  'not-json',
  'not-a-delivery',
  'malformed-entry',
  'malformed-change',
  'malformed-message',
  'malformed-status',
  'unexpected',
]);
const reasons = () => stage.rows('SELECT reason FROM quarantine ORDER BY id').map(({ reason }) => String(reason));

async function expectAccounted(body: unknown): Promise<void> {
  const before = reasons().length;
  const { stored, duplicate, quarantined, ignored } = proves(await stage.deliver(body)).json;
  expect(stored + duplicate + quarantined + ignored).toBeGreaterThan(0);
  const added = reasons().slice(before);
  expect(added).toHaveLength(quarantined);
  expect(added.filter((reason) => WRONG.has(reason))).toEqual([]);
}

test.each(examples)(
  'receiveWebhook 200: the documented example %s is accounted for, and nothing in it is taken for malformed',
  (_name, body) => expectAccounted(body),
);

test.each(bare)('receiveWebhook 200: the least of %s is accounted for, and nothing in it is taken for malformed', (kind) => {
  const body = leastOf(kind);
  expect(kindsIn(body)).toContain(kind);
  return expectAccounted(body);
});
