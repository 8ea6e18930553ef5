import { createHmac, randomInt } from 'node:crypto';
import { metaJson, signatureOf } from '../../../mocks/whatsapp/signature.ts';
import type { Sender } from './exchange.ts';
import type { ProviderAnswer } from './provider-caller.ts';
import { NotRun } from './rule.ts';
import type { WebhookTarget } from './target.ts';

export interface PostOptions {
  /** Signs with another secret. */
  secret?: string;
  /** The whole signature header; null for none. */
  signature?: string | null;
  headers?: Readonly<Record<string, string>>;
  /** Goes on repeating, as Meta does, while the answer is not 200: at most so often. 0 unless told. */
  retries?: number;
  /** Bytes of the body are sent one piece at a time with this pause between them. */
  slowly?: { pieces: number; pauseMs: number };
}

/** Meta's calls on the provider's webhook. */
export interface WebhookCaller {
  /** The phone number id and business account that the provider knows. */
  readonly phoneNumberId: string;
  readonly businessAccountId: string;
  /** Posts exactly these bytes, signed over them. An object is written as Meta writes JSON (escaped beyond ASCII). */
  post(body: Uint8Array | string | object, options?: PostOptions): Promise<ProviderAnswer>;
  /** Posts the `messages` changes in one delivery. Each value is `{ messages?, statuses?, contacts?, errors? }`; metadata is filled in where it is missing. */
  deliver(values: readonly Readonly<Record<string, unknown>>[], options?: PostOptions): Promise<ProviderAnswer>;
  /** Begins a delivery of these values and closes the connection in the middle of its body. */
  breakOff(values: readonly Readonly<Record<string, unknown>>[]): Promise<void>;
  /** The right signature header for these bytes, to make a wrong one from. */
  signatureOf(body: Buffer, algorithm?: 'sha256' | 'sha1'): string;
  /** The verification handshake. Needs `verify-token`. */
  verify(query?: Readonly<Record<string, string>>): Promise<ProviderAnswer>;
}

export interface WebhookCallerOptions {
  sender: Sender;
  target: () => WebhookTarget;
  /** Told the bytes of every delivery that carries the right signature, before it is posted: the simulated phones show what their owners wrote. */
  onDelivery(body: Buffer): void;
  /** Lets time pass between an attempt and its repetition, ms. */
  pause(ms: number): Promise<void>;
}

const FIRST_RETRY_MS = 1000;

export function createWebhookCaller({ sender, target, onDelivery, pause }: WebhookCallerOptions): WebhookCaller {
  const post: WebhookCaller['post'] = async (given, { secret, signature, headers = {}, retries = 0, slowly } = {}) => {
    const { url, appSecret } = target();
    const body = typeof given === 'string' ? Buffer.from(given) : given instanceof Uint8Array ? Buffer.from(given) : metaJson(given);
    const signed = signature === undefined ? signatureOf(secret ?? appSecret, body) : signature;
    if (signed === signatureOf(appSecret, body)) onDelivery(body);
    const attempt = () =>
      sender.send({
        what: 'webhook delivery',
        method: 'POST',
        url,
        headers: { 'content-type': 'application/json', ...(signed === null ? {} : { 'x-hub-signature-256': signed }), ...headers },
        body,
        slowly,
      });
    let answer = await attempt();
    for (let retry = 0; retry < retries && answer.status !== 200; retry++) {
      await pause(FIRST_RETRY_MS * 2 ** retry);
      answer = await attempt();
    }
    return answer;
  };

  const bodyOf = (values: readonly Readonly<Record<string, unknown>>[]) => {
    const { phoneNumberId, businessAccountId } = target();
    const metadata = { display_phone_number: phoneNumberId, phone_number_id: phoneNumberId };
    const changes = values.map((value) => ({ field: 'messages', value: { messaging_product: 'whatsapp', metadata, ...value } }));
    return { object: 'whatsapp_business_account', entry: [{ id: businessAccountId, changes }] };
  };

  return {
    get phoneNumberId() {
      return target().phoneNumberId;
    },
    get businessAccountId() {
      return target().businessAccountId;
    },
    post,
    signatureOf: (body, algorithm = 'sha256') => `${algorithm}=${createHmac(algorithm, target().appSecret).update(body).digest('hex')}`,
    deliver: (values, options) => post(bodyOf(values), options),
    async breakOff(values) {
      const { url, appSecret } = target();
      const body = metaJson(bodyOf(values));
      const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signatureOf(appSecret, body) };
      await sender.breakOff({ what: 'webhook delivery that breaks off', method: 'POST', url, headers, body });
    },
    async verify(query = {}) {
      const { url, verifyToken } = target();
      if (verifyToken === undefined) throw new NotRun('the verify token is not known');
      const search = new URLSearchParams({
        'hub.mode': 'subscribe',
        'hub.challenge': String(randomInt(100_000_000, 2_000_000_000)),
        'hub.verify_token': verifyToken,
        ...query,
      });
      return sender.send({ what: 'webhook handshake', method: 'GET', url: `${url}${url.includes('?') ? '&' : '?'}${search}`, headers: {} });
    },
  };
}
