import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Agent, request } from 'undici';
import { contract } from '../../generated/pipedrive-provider/index.ts';
import { startFlags } from '../support/start-flags.ts';
import { type Child, startChild, type Usage } from './child.ts';
import { clientId, clientSecret } from './provider-environment.ts';
import type { ProviderDetails, ProviderReady } from './provider-server.ts';
import { aimed, figure, median, ms, percent, printTable, ratio, verdict, whole } from './report.ts';

const PAGE = 30;
const WARM_UP = 100;
const AIM = { ratio: 1.5, validationShare: 0.25 };

export interface ReadOptions {
  root: string;
  large: { conversations: number; messagesEach: number };
  requests: number;
  wants(section: number): boolean;
}

interface Filled {
  messages: number;
  server: Child<ProviderReady>;
  /** Where the next full page of conversations begins; walks through all of them. */
  after: string | undefined;
  next: number;
  pages: number[];
  single: number[];
  page: unknown;
}

/** Sections 4 and 5: whether reading depends on how much is stored, and what validating the answers costs. */
export async function measureReads({ root, large, requests, wants }: ReadOptions): Promise<void> {
  const sizes = [{ conversations: 2 * PAGE, messagesEach: 167 }, large];
  const agent = new Agent({ connections: 1 });
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  const stores: Filled[] = [];
  try {
    for (const fill of sizes) {
      const messages = fill.conversations * fill.messagesEach;
      const dataDir = join(root, `read-${messages}`);
      mkdirSync(dataDir);
      const details = { dataDir, crmPort: 9, channels: 'off', fill } satisfies ProviderDetails;
      const server = await startChild<ProviderReady>('provider-server.ts', details, startFlags);
      stores.push({ messages, server, after: undefined, next: 0, pages: [], single: [], page: undefined });
    }
    for (const { of, read } of [
      { of: 'pages' as const, read: readPage },
      { of: 'single' as const, read: readOne },
    ]) {
      for (let n = -WARM_UP; n < requests; n += 1) {
        for (const store of stores) {
          const durationMs = await read(store);
          if (n >= 0) store[of].push(durationMs);
        }
      }
    }
    if (wants(4)) report(stores);
    if (wants(5)) await measureValidation(stores.at(-1) as Filled);
  } finally {
    await agent.close();
    for (const { server } of stores) await server.stop();
  }

  async function get(store: Filled, path: string): Promise<{ body: Page; durationMs: number }> {
    const url = `http://127.0.0.1:${store.server.ready.port}/api/channels/${store.server.ready.channelId}${path}`;
    const started = performance.now();
    const answer = await request(url, { dispatcher: agent, headers: { authorization } });
    const text = await answer.body.text();
    const durationMs = performance.now() - started;
    if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}: ${text}`);
    return { body: JSON.parse(text) as Page, durationMs };
  }

  /** One full page of conversations; a shorter last one is passed over. */
  async function readPage(store: Filled): Promise<number> {
    const cursor = store.after === undefined ? '' : `&after=${encodeURIComponent(store.after)}`;
    const { body, durationMs } = await get(store, `/conversations?conversations_limit=${PAGE}&messages_limit=${PAGE}${cursor}`);
    store.after = body.additional_data?.after;
    if ((body.data as unknown[]).length < PAGE) return readPage(store);
    store.page = body;
    return durationMs;
  }

  async function readOne(store: Filled): Promise<number> {
    const { conversationIds } = store.server.ready;
    // A stride that is prime to the count visits all of them out of order.
    store.next = (store.next + 7919) % conversationIds.length;
    return (await get(store, `/conversations/${conversationIds[store.next]}?messages_limit=${PAGE}`)).durationMs;
  }

  async function measureValidation(store: Filled): Promise<void> {
    const validate = contract.validators.response['getConversations']?.['200'];
    if (!validate) throw new Error('getConversations has no response validator');
    const before = await store.server.ask<Usage>('usage');
    for (let n = 0; n < requests; n += 1) await readPage(store);
    const after = await store.server.ask<Usage>('usage');
    const perRequest = (after.cpuMs - before.cpuMs) / requests;
    const durations: number[] = [];
    for (let n = 0; n < requests; n += 1) {
      const started = process.cpuUsage();
      for (let repeat = 0; repeat < 10; repeat += 1) if (!validate(store.page)) throw new Error('the page breaks its contract');
      const { user, system } = process.cpuUsage(started);
      durations.push((user + system) / 1000 / 10);
    }
    const validation = median(durations);
    printTable(
      `5. Response validation, getConversations ${PAGE} x ${PAGE}`,
      ['processor time per request', 'of that the validator', 'share', 'aim'],
      [
        [
          ms(perRequest),
          ms(validation),
          percent(validation / perRequest),
          verdict(validation / perRequest < AIM.validationShare, '< 25 %'),
        ],
      ],
    );
    figure(
      `response validation, share of getConversations ${PAGE} × ${PAGE}`,
      percent(validation / perRequest),
      aimed(validation / perRequest < AIM.validationShare, 'under 25 %'),
    );
  }
}

interface Page {
  data: unknown;
  additional_data?: { after?: string };
}

function report([small, large]: Filled[]): void {
  if (!small || !large) return;
  const row = (name: string, of: 'pages' | 'single') => {
    const times = [median(small[of]), median(large[of])] as const;
    figure(
      `${name} with ${whole(large.messages)} messages against ${whole(small.messages)}`,
      `${ms(times[1])} against ${ms(times[0])}: ${ratio(times[1] / times[0])}`,
      aimed(times[1] / times[0] <= AIM.ratio, String(AIM.ratio)),
    );
    return [name, ms(times[0]), ms(times[1]), ratio(times[1] / times[0]), verdict(times[1] / times[0] <= AIM.ratio, `<= ${AIM.ratio}`)];
  };
  printTable(
    `4. Reading, p50 of ${small.pages.length} requests each, all pages and conversations in turn`,
    ['operation', `${whole(small.messages)} messages`, `${whole(large.messages)} messages`, 'ratio', 'aim'],
    [row(`getConversations ${PAGE} x ${PAGE}`, 'pages'), row(`getConversationById, ${PAGE} messages`, 'single')],
    [`Filled in ${small.server.ready.fillSeconds.toFixed(1)} s and ${large.server.ready.fillSeconds.toFixed(1)} s.`],
  );
}
