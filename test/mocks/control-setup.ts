import { Agent, FormData, request } from 'undici';
import {
  createSimulatorClock,
  createSimulators,
  type SimulatorAddresses,
  type Simulators,
  type SimulatorsOptions,
} from '../../mocks/simulators.ts';
import type { TestAnswer } from '../support/provider.ts';
import { type FarEnd, startFarEnd } from './far-end.ts';
import { answerAsProvider, CHANNEL } from './pipedrive-setup.ts';

export const START = Date.parse('2026-11-20T09:00:00Z');
export const CUSTOMER = '15551230001';

interface CallOptions {
  headers?: Record<string, string>;
  /** Sent as JSON; a Buffer or a form as it is. */
  body?: unknown;
}

export interface ControlSetup extends SimulatorAddresses {
  simulators: Simulators;
  /** Stands where the provider would; knows one conversation, takes every webhook and every reply. */
  provider: FarEnd;
  call(method: string, path: string, options?: CallOptions): Promise<TestAnswer>;
  get(path: string): Promise<TestAnswer>;
  post(path: string, body?: unknown): Promise<TestAnswer>;
  /** The customer writes, and the provider hands it to the inbox: there is a conversation now. */
  converse(text?: string): Promise<void>;
  /** Like the provider: puts a message into the inbox. */
  receive(message: Record<string, unknown>): Promise<number>;
  stop(): Promise<void>;
}

/** Both simulators with the control API on free ports, on a clock that stands still, and a provider that is a plain server. */
export async function startControl(options: SimulatorsOptions = {}): Promise<ControlSetup> {
  const provider = await startFarEnd();
  provider.answer = (seen) => (seen.url.startsWith('/webhooks') ? { status: 200, body: { stored: 1 } } : answerAsProvider(seen));
  const clock = createSimulatorClock({ running: false, startMs: START });
  const simulators = createSimulators({
    clock,
    webhookUrl: `${provider.url}/webhooks/whatsapp`,
    providerUrl: provider.url,
    onError() {},
    ...options,
  });
  const addresses = await simulators.start();
  const agent = new Agent();
  const call: ControlSetup['call'] = async (method, path, { headers = {}, body } = {}) => {
    const isRaw = Buffer.isBuffer(body) || body instanceof FormData;
    const answer = await request(`${addresses.controlUrl}${path}`, {
      method: method as 'GET',
      dispatcher: agent,
      headers: { ...(body === undefined || isRaw ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: isRaw ? (body as Buffer) : JSON.stringify(body) }),
    });
    const text = await answer.body.text();
    return { status: answer.statusCode, headers: answer.headers, text, json: parse(text) };
  };
  const post = (path: string, body?: unknown) => call('POST', path, body === undefined ? {} : { body });
  const receive = async (message: Record<string, unknown>) => {
    const answer = await request(`${addresses.pipedriveUrl}/v1/channels/messages/receive`, {
      method: 'POST',
      dispatcher: agent,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${simulators.credentials.pipedriveAccessToken}` },
      body: JSON.stringify(message),
    });
    await answer.body.dump();
    await simulators.pipedrive.idle();
    return answer.statusCode;
  };
  return {
    ...addresses,
    simulators,
    provider,
    call,
    get: (path) => call('GET', path),
    post,
    receive,
    async converse(text = 'hello') {
      await post('/channels', { providerChannelId: CHANNEL, name: 'Harbour Sales', type: 'whatsapp' });
      await simulators.pipedrive.idle();
      await post('/customers/messages', { from: CUSTOMER, text });
      await receive({ ...received, message: text, created_at: new Date(simulators.clock.now()).toISOString() });
    },
    async stop() {
      await simulators.stop();
      await agent.destroy();
      await provider.stop();
    },
  };
}

/** A send of the provider to the customer; `code` of the error when it is refused. With the token of the moment unless told. */
export async function sendToCustomer({ whatsappUrl, simulators }: ControlSetup, token = simulators.credentials.whatsappAccessToken) {
  const answer = await fetch(`${whatsappUrl}/v26.0/106540352242922/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ messaging_product: 'whatsapp', to: CUSTOMER, type: 'text', text: { body: 'hi' } }),
  });
  const { error } = (await answer.json()) as { error?: { code: number } };
  return { status: answer.status, ...(error ? { code: error.code } : {}) };
}

/** What the provider tells the inbox of Ana's message. */
export const received = {
  id: 'ms_1',
  channel_id: CHANNEL,
  sender_id: 'pt_9Kd0sWq3Lx7Vb2Nm',
  conversation_id: 'cv_8JwQm2Lk0aZrT5uY',
  message: 'hello',
  status: 'delivered',
  created_at: '2026-11-20T09:00:00.000Z',
  reply_by: null,
  attachments: [],
};

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
