import { ANA } from '../../contract/stage.ts';
import type { Bench } from '../bench.ts';
import { type DocumentedOperation, exampleAddress, exampleBody, formBody } from '../contract-document.ts';
import { type ControlStage, startControlStage } from '../control-stage.ts';
import type { Ask, Preparation, Subject } from '../subject.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };
/** Where nobody listens. */
const NOWHERE = 'http://127.0.0.1:9';
const UNKNOWN = {
  companyId: '404404',
  userId: '404404',
  address: '15559990000',
  channelId: 'ch_unknown',
  conversationId: 'cv_unknown',
  messageId: 'ms_unknown',
  attachmentId: 'at_unknown',
  faultId: 'whatsapp:none',
  presetName: 'no-such-preset',
};

/** The simulators' control API, with simulators of its own that know the provider of the bench. */
export async function controlSubject(bench: Bench): Promise<Subject & { stop(): Promise<void> }> {
  const stage = await startControlStage(bench);
  return {
    document: 'simulators',
    url: stage.url,
    settle: () => stage.settle(),
    stop: () => stage.stop(),
    usual: (operation) => usualAsk(operation, stage),
    plan: planOf(bench, stage),
  };
}

const json =
  (body: unknown): Preparation =>
  (_operation, usual) => ({ ...usual, headers: JSON_TYPE, body: JSON.stringify(body) });

function planOf(bench: Bench, stage: ControlStage): Subject['plan'] {
  const at =
    (instead: Record<string, string>): Preparation =>
    (operation, usual) => ({ ...usual, path: exampleAddress(operation, { ...stage.here, ...instead }) });
  const connected =
    (address: string): Preparation =>
    (_operation, usual) => {
      stage.connect({ webhook: address, provider: address });
      return usual;
    };
  const nobodyAt =
    (body: unknown): Preparation =>
    async (operation, usual) =>
      json(body)(operation, await connected(NOWHERE)(operation, usual));
  let removed = 0;
  return {
    '* 200': (_operation, usual) => usual,
    '* 201': (_operation, usual) => usual,
    '* 204': (_operation, usual) => usual,
    'readTranscript 200': (_operation, usual) => ({ ...usual, type: 'text/plain; charset=utf-8' }),
    'loadOlderMessages 200': at({ conversationId: stage.talkative }),
    async 'removeInboxChannel 200'(operation, usual) {
      const { id } = await bench.stage.addChannel(`30654035224292${removed++}`);
      await stage.register(id);
      return { ...usual, path: exampleAddress(operation, { channelId: id }) };
    },
    async 'removeFault 204'(operation, usual) {
      const set = await fetch(`${stage.url}/faults/presets/window-closed`, { method: 'POST' });
      const { faults } = (await set.json()) as { faults: { id: string }[] };
      return { ...usual, path: exampleAddress(operation, { faultId: faults[0]?.id ?? '' }) };
    },
    '* 400': (operation, usual) => {
      if (Object.keys(operation.request).length > 0) return { ...usual, body: '{"nonsense":true}' };
      return {
        ...usual,
        path: exampleAddress(operation, Object.fromEntries(Object.keys(UNKNOWN).map((name) => [name, 'x'.repeat(513)]))),
      };
    },
    'getTranscript 400': (_operation, usual) => ({ ...usual, path: '/transcript?after=soon' }),
    'readTranscript 400': (_operation, usual) => ({ ...usual, path: '/transcript.txt?after=soon' }),
    'storeCustomerFile 400': (_operation, usual) => ({ ...usual, ...asForm({ phoneNumberId: '106540352242922' }) }),
    'postDelivery 400': (_operation, usual) => ({ ...usual, body: '' }),
    '* 403': (_operation, usual) => ({ ...usual, headers: { ...usual.headers, Host: 'steering.example' } }),
    '* 404': at(UNKNOWN),
    'writeAsCustomer 404': json({ from: ANA, message: { type: 'image', mediaId: '999' } }),
    'readAsCustomer 404': json({ address: UNKNOWN.address }),
    'storeCustomerFile 404': (_operation, usual) => ({ ...usual, ...asForm({ file: 'JPEG bytes', phoneNumberId: '999' }) }),
    'registerChannel 404': json({ providerChannelId: 'ch_unknown', name: 'Harbour Sales', userId: 404404 }),
    'issueToken 404': json({ kind: 'code', userId: 404404 }),
    'giveConsent 404': json({ decision: 'allow', userId: 404404 }),
    'installFromMarketplace 404': json({ userId: 404404 }),
    'writeAsSalesperson 404': json({ conversationId: UNKNOWN.conversationId, text: 'hi' }),
    '* 409': connected(''),
    'registerChannel 409': json({ providerChannelId: stage.here.channelId, name: 'Harbour Sales' }),
    '* 413': (_operation, usual) => ({
      ...usual,
      headers: { ...JSON_TYPE, ...usual.headers },
      body: JSON.stringify({ text: 'x'.repeat(8 * 1024 * 1024) }),
    }),
    'storeCustomerFile 413': (_operation, usual) => ({ ...usual, ...asForm({ file: 'JPEG bytes', phoneNumberId: 'x'.repeat(65_537) }) }),
    '* 415': (_operation, usual) => ({ ...usual, headers: { 'Content-Type': 'application/xml' } }),
    'loadOlderMessages 502': (operation, usual) => {
      stage.connect({ webhook: '', provider: NOWHERE });
      return { ...usual, path: exampleAddress(operation, { ...stage.here, conversationId: stage.talkative }) };
    },
    'openInboxAttachment 502': (operation, usual) => {
      stage.connect({ webhook: '', provider: NOWHERE });
      return { ...usual, path: exampleAddress(operation, { ...stage.here, attachmentId: 'at_out_of_reach' }) };
    },
    'giveConsent 502': nobodyAt({ decision: 'allow', follow: true }),
    'installFromMarketplace 502': nobodyAt({ follow: true }),
    '* 502': connected(NOWHERE),
  };
}

function asForm(fields: Record<string, string>): Ask {
  const { contentType, bytes } = formBody(fields);
  return { headers: { 'Content-Type': contentType }, body: bytes.toString('utf8') };
}

/** The documented request, with what has to be known here in the place of the examples. */
function usualAsk(operation: DocumentedOperation, { here, simulators }: ControlStage): Ask {
  const path = exampleAddress(operation, here);
  if (operation.id === 'restoreSnapshot') return { path, headers: JSON_TYPE, body: JSON.stringify(simulators.snapshot()) };
  if (operation.id === 'writeAsSalesperson') {
    return { path, headers: JSON_TYPE, body: JSON.stringify({ conversationId: here.conversationId, text: 'hi' }) };
  }
  const body = exampleBody(operation);
  return { path, ...(body ? { headers: { 'Content-Type': body.contentType } } : {}) };
}
