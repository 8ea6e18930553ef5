import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contract } from '../../generated/whatsapp-webhooks/index.ts';
import { sampleBytes } from '../../mocks/whatsapp/sample-media.ts';
import { catalogueNames, webhookCatalogue } from '../../mocks/whatsapp/webhook-catalogue.ts';
import { fillSample, listSamples } from '../../mocks/whatsapp/webhook-samples.ts';
import { flattenDelivery } from '../../src/domain/flatten.ts';
import { renderMessage } from '../../src/domain/rendering/render-message.ts';

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
const page = readFileSync(new URL('../../openapi/rendering.md', import.meta.url), 'utf8');
const fill = async (name: string, body?: string) =>
  (await fillSample(name, {
    from: '15551230001',
    now: 1_795_165_247_000,
    body,
    messageId: 'wamid.earlier',
    ownMessageId: 'wamid.own',
  })) as Delivery;
const values = ({ entry }: Delivery) => entry.flatMap(({ changes }) => changes.map(({ value }) => value));

test('the catalogue: every file of mocks/webhooks is listed once, and nothing else', () => {
  expect([...catalogueNames].sort()).toEqual(names);
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

/** What the first column of a table of the generated page names. */
function rowsOf(section: string): string[] {
  const [, text = ''] = page.split(`\n## ${section}\n`);
  return [...(text.split('\n## ')[0] ?? '').matchAll(/^\| `([^`]+)` \|/gm)].map(([, row = '']) => row);
}

/** What a sample shows by which rows, and what of it is set aside. */
async function effectsOf(name: string): Promise<{ rows: string[]; reasons: string[]; others: string[] }> {
  const items = await itemsOf(name);
  return {
    rows: items.flatMap((item) => (item.kind === 'message' ? [...renderMessage(item, new Map()).rows] : [])),
    reasons: items.flatMap((item) => (item.kind === 'quarantine' ? [item.reason] : [])),
    others: items.flatMap((item) => (item.kind === 'message' || item.kind === 'quarantine' ? [] : [item.kind])),
  };
}

test('the catalogue: every row of openapi/rendering.md can be played, and no sample shows anything that is not there', async () => {
  const documented = [...rowsOf('Messages'), ...rowsOf('Lines above a message')];
  expect(documented.length).toBeGreaterThan(40);
  const effects = await Promise.all(names.map(effectsOf));
  // Broken content is nothing that WhatsApp sends: it is played with `send FILE`.
  const playable = documented.filter((row) => row !== 'unreadable' && row !== 'empty');
  expect([...new Set(effects.flatMap(({ rows }) => rows))].sort()).toEqual(playable.sort());
  expect(effects.flatMap(({ reasons }) => reasons).filter((reason) => !rowsOf('Set aside').includes(reason))).toEqual([]);
});

test.each(names)('%s: does something that the page or the list names: shows, is set aside, is a status or news', async (name) => {
  const { rows, reasons, others } = await effectsOf(name);
  expect(rows.length + reasons.length + others.length).toBeGreaterThan(0);
  const group = Object.entries(webhookCatalogue).find(([, samples]) => name in samples)?.[0];
  if (others.includes('status')) expect(['What becomes of a message of the business', "Meta's agent beside us"]).toContain(group);
  else if (rows.length === 0 && reasons.length === 0) expect(['News about the account', 'News about the customer']).toContain(group);
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
