import { createHmac, randomUUID } from 'node:crypto';
import type { Finding } from '../../domain/set-up-report.ts';
import { type Asked, ask } from '../ask.ts';
import type { Bench } from '../bench.ts';
import { createFindings, type Findings } from '../findings.ts';

/** Plays Meta: the handshake with the configured token, a delivery that is signed rightly, and one that is not signed at all. */
export async function checkWebhook(bench: Bench): Promise<Finding[]> {
  const report = createFindings('webhook');
  await shakeHands(bench, report);
  await deliver(bench, report);
  return report.findings;
}

async function shakeHands({ config, http }: Bench, { ok, fault }: Findings): Promise<void> {
  const challenge = randomUUID();
  const query = new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.verify_token': config.whatsapp.verifyToken,
    'hub.challenge': challenge,
  });
  const asked = await ask(http, { method: 'GET', url: `${addressOf(config)}?${query}` });
  if ('answer' in asked && asked.answer.status === 200 && asked.answer.text === challenge)
    ok("Meta's handshake with the verify token succeeds");
  else if (codeOf(asked) === 'VERIFY_TOKEN_INVALID')
    fault('verify-token-differs', 'the running provider refused the verify token of this configuration');
  else fault('webhook-blocked', `the handshake was answered ${said(asked)}`);
}

/** Signed bytes that a proxy could not rewrite without breaking the signature: letters beyond ASCII, and spaces that a parser would drop. */
async function deliver({ config, http }: Bench, { ok, fault }: Findings): Promise<void> {
  const body = Buffer.from(`{ "object": "whatsapp_business_account",  "entry": [], "doctor": "é ✓ ${randomUUID()}" }`);
  const post = (headers: Record<string, string>) =>
    ask(http, { method: 'POST', url: addressOf(config), headers: { 'content-type': 'application/json', ...headers }, body });
  const unsigned = await post({});
  if ('answer' in unsigned && unsigned.answer.status === 200)
    return fault('signature-not-checked', 'a delivery without a signature was answered 200');
  if (codeOf(unsigned) !== 'SIGNATURE_INVALID')
    return fault('webhook-blocked', `a delivery without a signature was answered ${said(unsigned)}`);
  const signature = createHmac('sha256', config.whatsapp.appSecrets[0] ?? '')
    .update(body)
    .digest('hex');
  const signed = await post({ 'x-hub-signature-256': `sha256=${signature}` });
  if ('answer' in signed && signed.answer.status === 200) ok('a signed delivery is taken, an unsigned one is not');
  else if (codeOf(signed) === 'SIGNATURE_INVALID') fault('signature-differs', 'a delivery signed with WHATSAPP_APP_SECRET was refused');
  else fault('webhook-blocked', `a signed delivery was answered ${said(signed)}`);
}

export const addressOf = ({ publicUrl }: Bench['config']): string => `${publicUrl}/webhooks/whatsapp`;

const said = (asked: Asked): string => ('answer' in asked ? String(asked.answer.status) : `with nothing: ${asked.silence.why}`);

/** The code of a problem that this provider tells; undefined when somebody else answered. */
function codeOf(asked: Asked): unknown {
  if (!('answer' in asked)) return undefined;
  try {
    return (JSON.parse(asked.answer.text) as { code?: unknown }).code;
  } catch {
    return undefined;
  }
}
