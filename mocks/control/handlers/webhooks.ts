import { randomInt } from 'node:crypto';
import { request } from 'undici';
import { AppError } from '../../../src/errors.ts';
import { conflict, unreachable } from '../control-failure.ts';
import type { ControlWorld } from '../world.ts';
import type { ControlHandlers } from './index.ts';

/** Meta's patience with a handshake is not published; ours ends here. */
const HANDSHAKE_MS = 10_000;

/** Webhooks that are not a customer's doing. */
export function webhookHandlers(world: ControlWorld): ControlHandlers<'postDelivery' | 'verifyWebhookAddress'> {
  return {
    async postDelivery({ rawBody }) {
      if (rawBody.length === 0) throw new AppError('INVALID_REQUEST', 'There is no body. Send the bytes that the webhook is to carry.');
      const address = needWebhookUrl(world);
      const keptBack = keepsWebhooksBack(world);
      const answer = await world.whatsapp.deliver(rawBody);
      if (answer.status === 0 && !keptBack)
        throw unreachable(`The webhook at ${address} did not answer: ${answer.body}. It is repeated as Meta does.`);
      return { status: 200, body: answer };
    },
    async verifyWebhookAddress() {
      const address = new URL(needWebhookUrl(world));
      const challenge = String(randomInt(1_000_000_000, 10_000_000_000));
      address.searchParams.set('hub.mode', 'subscribe');
      address.searchParams.set('hub.challenge', challenge);
      address.searchParams.set('hub.verify_token', world.verifyToken);
      const answer = await ask(address);
      return { status: 200, body: { ...verdict(answer, challenge), answer } };
    },
  };
}

/** Where webhooks go. Throws a conflict when nothing is set. */
export function needWebhookUrl({ whatsapp }: ControlWorld): string {
  const { webhookUrl } = whatsapp.settings();
  if (URL.canParse(webhookUrl)) return webhookUrl;
  throw conflict(
    'There is no webhook address. Set one: PATCH /settings {"whatsapp":{"webhookUrl":"http://127.0.0.1:3000/webhooks/whatsapp"}}',
  );
}

/** Whether a fault takes the next webhook out of the way, so that no answer is what was wanted. */
export const keepsWebhooksBack = ({ whatsapp: { faults } }: ControlWorld): boolean =>
  faults.webhooks.drop > 0 || faults.webhooks.reorder > 0;

async function ask(address: URL): Promise<{ status: number; body: string }> {
  try {
    const response = await request(address, { method: 'GET', headersTimeout: HANDSHAKE_MS, bodyTimeout: HANDSHAKE_MS });
    return { status: response.statusCode, body: await response.body.text() };
  } catch (error) {
    const why = (error as Error).message || ((error as { code?: string }).code ?? 'no answer');
    throw unreachable(`${address.origin}${address.pathname} did not answer: ${why}.`);
  }
}

function verdict({ status, body }: { status: number; body: string }, challenge: string): { accepted: boolean; reason: string } {
  if (status !== 200) return { accepted: false, reason: `Meta wants 200, not ${status}.` };
  if (body !== challenge) return { accepted: false, reason: 'The answer must be the challenge and nothing else.' };
  return { accepted: true, reason: 'The challenge came back.' };
}
