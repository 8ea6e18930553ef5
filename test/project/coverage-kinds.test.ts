import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { messageKinds } from '../coverage/message-kinds.ts';
import { readUniverse } from '../coverage/universe.ts';
import { requestExamples } from '../support/examples.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const universe = readUniverse();

const kindsOf = (operationId: string): readonly string[] =>
  universe.find((operation) => operation.operationId === operationId)?.kinds ?? [];

describe('coverage: kinds of message', () => {
  test('messageKinds: every example delivery shows kinds that the document lists, but for the types it does not know', () => {
    const unlisted = requestExamples('whatsapp-webhooks', 'receiveWebhook').flatMap(([name, body]) => {
      const kinds = messageKinds({
        operationId: 'receiveWebhook',
        requestBody: undefined,
        rawBody: Buffer.from(JSON.stringify(body)),
        files: [],
      });
      expect(kinds, name).not.toEqual([]);
      return kinds.filter((kind) => !kindsOf('receiveWebhook').includes(kind)).map((kind) => `${name}: ${kind}`);
    });
    expect(unlisted).toEqual(['future-type: message/hologram', 'unknown-field: field/loyalty_update']);
  });

  test('messageKinds: every example of sendMessage and receiveMessage shows kinds that the document lists', () => {
    for (const [document, operationId] of [
      ['whatsapp-cloud', 'sendMessage'],
      ['pipedrive-api', 'receiveMessage'],
    ] as const) {
      for (const [name, requestBody] of requestExamples(document, operationId)) {
        const kinds = messageKinds({ operationId, requestBody, files: [] });
        expect(kinds, name).not.toEqual([]);
        expect(kindsOf(operationId), name).toEqual(expect.arrayContaining(kinds));
      }
    }
  });

  test('messageKinds: files of a form, and nothing where the form was not decoded', () => {
    const file = { name: 'a.pdf', contentType: 'application/pdf', size: 3 };
    expect(messageKinds({ operationId: 'postMessage', requestBody: {}, files: [file] })).toEqual(['files/with']);
    expect(messageKinds({ operationId: 'postMessage', requestBody: {}, files: [] })).toEqual(['files/without']);
    expect(messageKinds({ operationId: 'postMessage', requestBody: undefined, files: [] })).toEqual([]);
    expect(messageKinds({ operationId: 'getConversations', requestBody: undefined, files: [] })).toEqual([]);
  });

  test('messageKinds: a body that is no delivery, or nested without end, is no reason to fail', () => {
    for (const text of [
      '',
      'no json',
      '3',
      '[]',
      '{"entry":3}',
      '{"entry":[{"changes":[null,{"value":[]}]}]}',
      `${'[{"a":'.repeat(5000)}1${'}]'.repeat(5000)}`,
    ]) {
      const kinds = messageKinds({ operationId: 'receiveWebhook', requestBody: undefined, rawBody: Buffer.from(text), files: [] });
      expect(kinds.filter((kind) => kind !== 'field/other')).toEqual([]);
    }
  });

  test('readUniverse: holds every operation of every document and fails when a list of kinds moves away', () => {
    expect(universe.map(({ operationId }) => operationId)).toEqual(
      expect.arrayContaining(['getConversations', 'receiveMessage', 'receiveWebhook', 'sendMessage', 'getReadiness']),
    );
    expect(kindsOf('receiveWebhook')).toEqual(
      expect.arrayContaining([
        'message/text',
        'interactive/list_reply',
        'system/user_changed_number',
        'status/read',
        'field/history',
        'field/errors-only',
      ]),
    );
    const folder = mkdtempSync(join(tmpdir(), 'universe-'));
    try {
      const cloud = readFileSync(join(root, 'openapi/whatsapp-cloud.yaml'), 'utf8');
      writeFileSync(join(folder, 'whatsapp-cloud.yaml'), cloud.replaceAll('OutboundInteractive', 'OutboundInteraction'));
      expect(() => readUniverse(folder)).toThrow('whatsapp-cloud: OutboundInteractive.type lists no kinds of message any more');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
