import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { contract } from '../../generated/whatsapp-webhooks/index.ts';
import { sampleBytes } from '../../mocks/whatsapp/sample-media.ts';
import { fillSample, listSamples } from '../../mocks/whatsapp/webhook-samples.ts';
import { flattenDelivery } from '../../src/domain/flatten.ts';
import { marks } from '../../src/domain/rendering/marks.ts';
import { renderMessage } from '../../src/domain/rendering/render-message.ts';
import { table } from '../../src/domain/rendering/table.ts';

interface Media {
  id?: string;
  mime_type?: string;
  sha256?: string;
}

interface Delivery {
  object: string;
  entry: {
    changes: {
      field: string;
      value: {
        messages?: { id: string; from: string; type: string; timestamp: string; [part: string]: unknown }[];
        statuses?: { id: string }[];
        contacts?: { profile: { name: string } }[];
      };
    }[];
  }[];
}

const names = await listSamples();
const fill = async (name: string, body?: string) =>
  (await fillSample(name, {
    from: '15551230001',
    now: 1_795_165_247_000,
    body,
    messageId: 'wamid.earlier',
    ownMessageId: 'wamid.own',
  })) as Delivery;
const values = ({ entry }: Delivery) => entry.flatMap(({ changes }) => changes.map(({ value }) => value));

test('listSamples: every kind of message the sandbox can play is there', () => {
  const wanted = 'text image voice document sticker location contacts button list-reply reaction unsupported batch status-read';
  expect(names).toEqual(expect.arrayContaining(wanted.split(' ')));
});

const itemsOf = async (name: string) => flattenDelivery(Buffer.from(JSON.stringify(await fill(name))));

/** What these tell is kept for a person, not shown. */
const ASIDE: Readonly<Record<string, string>> = { 'account-error': 'account-error', 'history-declined': 'history-declined' };

test.each(names)('%s: every item satisfies whatsapp-webhooks.yaml, and no placeholder is left', async (name) => {
  const delivery = await fill(name);
  expect(JSON.stringify(delivery)).not.toContain('{{');
  const items = await itemsOf(name);
  expect(items.length).toBeGreaterThan(0);
  const { WebhookContact: isContact } = contract.validators.schema;
  for (const { contacts = [] } of values(delivery)) for (const contact of contacts) expect(isContact?.(contact)).toBe(true);
  for (const item of items) {
    if (item.kind === 'message') expect(item.readable, name).toBe(true);
    else if (item.kind === 'quarantine') expect(item.reason).toBe(ASIDE[name]);
  }
});

test('listSamples: every row and mark of the rendering table can be played', async () => {
  const shown = new Set<string>();
  for (const name of names) {
    for (const item of await itemsOf(name)) {
      if (item.kind === 'message') for (const row of renderMessage(item, new Map()).rows) shown.add(row);
    }
  }
  // Broken content is nothing that WhatsApp sends: it is played with `send FILE`.
  const wanted = [...Object.keys(table), ...Object.keys(marks)].filter((row) => row !== 'unreadable' && row !== 'empty');
  expect(wanted.filter((row) => !shown.has(row))).toEqual([]);
});

test.each(names)('%s: a named file has the hash of the bytes the simulator gives for it', async (name) => {
  for (const message of values(await fill(name)).flatMap(({ messages = [] }) => messages)) {
    const { sha256, mime_type } = (message[message.type] ?? {}) as Media;
    if (!sha256 || !mime_type) continue;
    expect(sha256).toBe(createHash('sha256').update(sampleBytes(mime_type)).digest('base64'));
  }
});

test('fillSample: ids are fresh each time, the text arrives as it is', async () => {
  const body = 'say "hi" \\ {{name}} 🛶';
  const [first, second] = [await fill('text', body), await fill('text', body)].map((delivery) => values(delivery)[0]?.messages?.[0]);
  expect(first?.id).not.toBe(second?.id);
  expect(first?.['text']).toEqual({ body });
  expect(first?.timestamp).toBe('1795165247');
});

test('batch: three messages of two customers', async () => {
  const messages = values(await fill('batch')).flatMap((value) => value.messages ?? []);
  expect(messages).toHaveLength(3);
  expect(new Set(messages.map(({ from }) => from)).size).toBe(2);
  expect(new Set(messages.map(({ id }) => id)).size).toBe(3);
});

test('fillSample: a sample that speaks about an earlier message needs one, and an unknown name lists the known ones', async () => {
  await expect(fillSample('reaction', { from: '15551230001', now: 0 })).rejects.toThrow('message_id');
  await expect(fillSample('nothing', { from: '15551230001', now: 0 })).rejects.toThrow('status-read');
});
