import { afterEach, beforeEach, expect, test } from 'vitest';
import { messageKinds } from '../coverage/message-kinds.ts';
import { readUniverse } from '../coverage/universe.ts';
import { requestExamples } from '../support/examples.ts';
import { type Setup, startWhatsApp } from './whatsapp-setup.ts';

let setup: Setup;
beforeEach(async () => {
  setup = await startWhatsApp({ limits: false });
});
afterEach(() => setup.stop());

const kindsIn = (body: unknown) => messageKinds({ operationId: 'sendMessage', requestBody: body, files: [] });

/** Templates must be in the catalogue, receipts must name a message that came in; both have tests of their own. */
const ordinary = requestExamples('whatsapp-cloud', 'sendMessage').filter(
  ([, body]) => !kindsIn(body).some((kind) => /^(?:receipt|typing)\/|^message\/template$/.test(kind)),
) as [string, Record<string, unknown>][];

test.each(ordinary)('sendMessage 200: the documented example %s is taken', async (_name, body) => {
  const { status, body: answer } = await setup.send(body);
  expect(status, JSON.stringify(answer)).toBe(200);
  expect(setup.whatsapp.violations).toEqual([]);
});

test('sendMessage 200: the examples show every kind of message that the document lists', () => {
  const shown = new Set(requestExamples('whatsapp-cloud', 'sendMessage').flatMap(([, body]) => kindsIn(body)));
  const listed = readUniverse().find(({ operationId }) => operationId === 'sendMessage')?.kinds ?? [];
  expect(listed.length).toBeGreaterThan(20);
  expect(listed.filter((kind) => !shown.has(kind))).toEqual([]);
});
