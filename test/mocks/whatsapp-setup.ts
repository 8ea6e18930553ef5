import { createHmac } from 'node:crypto';
import type { WhatsAppSimulatorOptions } from '../../mocks/whatsapp/options.ts';
import { createWhatsAppSimulator, type WhatsAppSimulator } from '../../mocks/whatsapp/simulator.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';
import { callJson, type FarEnd, type JsonAnswer, startFarEnd } from './far-end.ts';

export const APP_SECRET = 'app-secret-for-tests';
export const TOKEN = 'EAAtoken';
export const NUMBER = '106540352242922';
export const ACCOUNT = '102290129340398';
export const ANA = '15551230001';
export const START = Date.parse('2026-11-20T09:00:00Z');

export interface Status {
  id: string;
  status: string;
  timestamp: string;
  recipient_id?: string;
  biz_opaque_callback_data?: string;
  pricing?: { category?: string; billable?: boolean };
  conversation?: { id?: string };
  recipient_user_id?: string;
  contacts?: { profile?: { name?: string; username?: string }; wa_id?: string }[];
  errors?: { code: number; title?: string; error_data?: { details?: string }; href?: string }[];
}

export interface GraphErrorBody {
  error: { code: number; error_subcode?: number; error_data: { details: string } };
}

export interface SendBody {
  contacts: { input: string; wa_id?: string; user_id?: string }[];
  messages: { id: string }[];
}

export interface WebhookValue {
  metadata: { display_phone_number: string; phone_number_id: string };
  contacts?: Record<string, unknown>[];
  messages?: Record<string, unknown>[];
  statuses?: Status[];
}

export interface Setup {
  clock: VirtualClock;
  provider: FarEnd;
  whatsapp: WhatsAppSimulator;
  url: string;
  send<T = SendBody>(message: Record<string, unknown>, version?: string): Promise<JsonAnswer<T>>;
  graph<T = GraphErrorBody>(method: 'GET' | 'POST' | 'DELETE', path: string): Promise<JsonAnswer<T>>;
  /** Ana writes, which opens her window. */
  write(text?: string): Promise<{ status: number; body: string }>;
  statuses(): Status[];
  /** The value of the newest webhook. */
  newest(): WebhookValue;
  /** Moves the clock so far that every status of what was sent is told, and waits until the provider has them. */
  settle(ms?: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startWhatsApp(options: Partial<WhatsAppSimulatorOptions> = {}): Promise<Setup> {
  const clock = createVirtualClock(START);
  const provider = await startFarEnd();
  const whatsapp = createWhatsAppSimulator({
    clock,
    appSecret: APP_SECRET,
    accessToken: TOKEN,
    phoneNumbers: [{ id: NUMBER, displayNumber: '15550783881', businessAccountId: ACCOUNT }],
    webhookUrl: () => `${provider.url}/webhooks/whatsapp`,
    ...options,
  });
  const url = await whatsapp.start();
  const authorization = `Bearer ${TOKEN}`;
  return {
    clock,
    provider,
    whatsapp,
    url,
    send: (message, version = 'v26.0') =>
      callJson('POST', `${url}/${version}/${NUMBER}/messages`, {
        authorization,
        body: { messaging_product: 'whatsapp', recipient_type: 'individual', ...message },
      }),
    graph: (method, path) => callJson(method, `${url}${path}`, { authorization }),
    write: (text = 'Hello') => whatsapp.deliver(JSON.stringify(textDelivery(text, clock.now()))),
    statuses: () => valuesOf(provider).flatMap(({ statuses }) => statuses ?? []),
    newest: () => valuesOf(provider).at(-1) as WebhookValue,
    async settle(ms = 1000) {
      await clock.advance(ms);
      await whatsapp.idle();
    },
    async stop() {
      await whatsapp.stop();
      await provider.stop();
    },
  };
}

function valuesOf(provider: FarEnd): WebhookValue[] {
  return provider.seen.flatMap(({ body }) =>
    (JSON.parse(body.toString()) as { entry: { changes: { value: WebhookValue }[] }[] }).entry.flatMap(({ changes }) =>
      changes.map(({ value }) => value),
    ),
  );
}

export const text = (body: string): Record<string, unknown> => ({ to: `+${ANA}`, type: 'text', text: { body } });

let count = 0;
export const textDelivery = (body: string, now: number) => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: ACCOUNT,
      changes: [
        {
          field: 'messages',
          value: {
            messaging_product: 'whatsapp',
            metadata: { display_phone_number: '15550783881', phone_number_id: NUMBER },
            contacts: [{ profile: { name: 'Ana Pereira' }, wa_id: ANA, user_id: 'US.84120577310962458813' }],
            messages: [{ from: ANA, id: `wamid.in${count++}`, timestamp: String(Math.floor(now / 1000)), type: 'text', text: { body } }],
          },
        },
      ],
    },
  ],
});

export const signature = (body: Buffer): string => `sha256=${createHmac('sha256', APP_SECRET).update(body).digest('hex')}`;
