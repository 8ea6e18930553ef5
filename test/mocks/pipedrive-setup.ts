import type { PipedriveSimulatorOptions } from '../../mocks/pipedrive/options.ts';
import { createPipedriveSimulator, type PipedriveSimulator } from '../../mocks/pipedrive/simulator.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';
import { callJson, type FarEnd, type JsonAnswer, type SeenRequest, startFarEnd } from './far-end.ts';

export const CHANNEL = 'ch_5mTqv0c2Zq1W8yKpR3xNdA';
export const CONVERSATION = 'cv_8JwQm2Lk0aZrT5uY';
export const SALES = 'pt_Sales0001aaaaaaa';
export const ANA = 'pt_9Kd0sWq3Lx7Vb2Nm';
export const BASIC = `Basic ${Buffer.from('client:secret').toString('base64')}`;

export interface PipedriveErrorBody {
  error?: string;
  additional_data?: { code?: string };
}

export interface PipedriveSetup {
  clock: VirtualClock;
  provider: FarEnd;
  pipedrive: PipedriveSimulator;
  url: string;
  call<T = PipedriveErrorBody>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<JsonAnswer<T>>;
  receive(message?: Record<string, unknown>): Promise<JsonAnswer<PipedriveErrorBody & { data?: { status: string } }>>;
  register(): Promise<void>;
  stop(): Promise<void>;
}

export const message = (given: Record<string, unknown> = {}) => ({
  id: 'ms_1',
  channel_id: CHANNEL,
  sender_id: ANA,
  conversation_id: CONVERSATION,
  message: 'Hello',
  status: 'delivered',
  created_at: '2026-11-20T09:00:00.000Z',
  reply_by: null,
  attachments: [],
  ...given,
});

/** What a provider says about the one conversation. */
export const conversation = (messages: unknown[] = [], next?: string) => ({
  id: CONVERSATION,
  link: '',
  status: 'open',
  seen: true,
  ...(next === undefined ? {} : { next_messages_cursor: next }),
  participants: [
    { id: SALES, name: 'Harbour Sales', role: 'source_user', fetch_avatar: false, avatar_expires: false },
    { id: ANA, name: 'Ana Pereira', role: 'end_user', fetch_avatar: false, avatar_expires: false },
  ],
  messages,
});

/** A provider that knows the conversation, no templates, and takes every reply. */
export function answerAsProvider(request: SeenRequest): { status: number; body: unknown } {
  const path = request.url.split('?')[0];
  if (path?.endsWith(`/conversations/${CONVERSATION}`))
    return { status: 200, body: { success: true, data: conversation(), additional_data: {} } };
  if (path?.endsWith('/conversations')) return { status: 200, body: { success: true, data: [], additional_data: {} } };
  if (path?.endsWith('/templates')) return { status: 200, body: { success: true, data: { templates: [] } } };
  return { status: 200, body: { success: true, data: { id: 'ms_reply' } } };
}

export async function startPipedrive(options: Partial<PipedriveSimulatorOptions> = {}): Promise<PipedriveSetup> {
  const clock = createVirtualClock(Date.parse('2026-11-20T09:00:00Z'));
  const provider = await startFarEnd();
  provider.answer = answerAsProvider;
  const pipedrive = createPipedriveSimulator({
    clock,
    clientId: 'client',
    clientSecret: 'secret',
    providerUrl: () => provider.url,
    ...options,
  });
  const url = await pipedrive.start();
  const call: PipedriveSetup['call'] = (method, path, body) =>
    callJson(method, `${url}${path}`, { authorization: `Bearer ${pipedrive.issueToken()}`, body });
  return {
    clock,
    provider,
    pipedrive,
    url,
    call,
    receive: (given) => call('POST', '/v1/channels/messages/receive', message(given)),
    async register() {
      await call('POST', '/v1/channels', { name: 'Harbour Sales', provider_channel_id: CHANNEL, provider_type: 'whatsapp' });
      await pipedrive.idle();
    },
    async stop() {
      await pipedrive.stop();
      await provider.stop();
    },
  };
}
