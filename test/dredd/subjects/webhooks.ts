import { AppError } from '../../../src/errors.ts';
import type { Bench } from '../bench.ts';
import { exampleAddress, exampleBody } from '../contract-document.ts';
import type { Ask, Subject } from '../subject.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const CHALLENGE = '1158201444';

/** Meta's calls on the provider: the handshake and the deliveries. */
export function webhookSubject(bench: Bench): Subject {
  const { stage, signature, settle } = bench;
  const signed = (body: string): Ask => ({ headers: { ...JSON_TYPE, 'X-Hub-Signature-256': signature(body) }, body });
  const broken = (fault: Error, usual: Ask): Ask => {
    stage.breakStore(fault);
    return usual;
  };
  return {
    document: 'whatsapp-webhooks',
    url: stage.url,
    settle,
    usual(operation) {
      if (operation.id === 'receiveWebhook') return signed(exampleBody(operation)?.bytes.toString('utf8') ?? '');
      const token = stage.config.whatsapp.verifyToken;
      return { path: exampleAddress(operation, { 'hub.verify_token': token, 'hub.challenge': CHALLENGE }) };
    },
    plan: {
      'verifyWebhook 200': (_operation, usual) => ({ ...usual, answer: CHALLENGE }),
      'verifyWebhook 400': (_operation, usual) => ({
        ...usual,
        path: usual.path?.replace(`hub.challenge=${CHALLENGE}`, 'hub.challenge=') ?? '',
      }),
      'verifyWebhook 403': (operation) => ({ path: exampleAddress(operation, { 'hub.verify_token': 'another' }) }),
      'receiveWebhook 200': (_operation, usual) => usual,
      'receiveWebhook 401': (_operation, usual) => ({
        ...usual,
        headers: { ...JSON_TYPE, 'X-Hub-Signature-256': signature('other bytes') },
      }),
      'receiveWebhook 413': () => signed(JSON.stringify({ object: 'x'.repeat(13_000_000) })),
      'receiveWebhook 415': (_operation, usual) => ({ ...usual, headers: { ...usual.headers, 'Content-Type': 'text/plain' } }),
      'receiveWebhook 500': (_operation, usual) => broken(new TypeError('a fault that nobody foresaw'), usual),
      'receiveWebhook 503': (_operation, usual) => broken(new AppError('STORE_UNAVAILABLE'), usual),
    },
  };
}
