import { AppError } from '../../../src/errors.ts';
import { ANA } from '../../contract/stage.ts';
import { type Bench, CONSOLE_TOKEN, FILE } from '../bench.ts';
import { exampleAddress, formBody } from '../contract-document.ts';
import type { Ask, Preparation, Subject } from '../subject.ts';

/** As it was handed over by the bench. */
const FILE_TYPE = 'application/pdf';

function replyForm(fields: Record<string, string>): Ask {
  const { contentType, bytes } = formBody(fields);
  return { headers: { 'Content-Type': contentType }, body: bytes.toString('utf8') };
}

/** The provider's own operations: health, metrics, manifest, media links, playground. */
export function consoleSubject({ stage, ids, mediaLink, settle }: Bench, outsideSandboxUrl: string): Subject {
  const operators = operatorRequests(stage, ids.sourceConversationId);
  const broken =
    (fault: Error): Preparation =>
    (_operation, usual) => {
      stage.breakStore(fault);
      return usual;
    };
  const nobody = { phone: '15550000000', text: 'hi' };
  const tooLarge = (_operation: unknown, usual: Ask): Ask => ({ ...usual, body: JSON.stringify({ text: 'x'.repeat(1024 * 1024) }) });
  const asForm = (_operation: unknown, usual: Ask): Ask => ({
    ...usual,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'a=b',
  });

  const authorized = { Authorization: `Bearer ${CONSOLE_TOKEN}` };
  const asFormWithToken: Preparation = (_operation, usual) => ({
    ...usual,
    headers: { ...usual.headers, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'a=b',
  });

  return {
    document: 'console',
    url: stage.url,
    async settle() {
      stage.peers.pipedrive.configure({ owner: true });
      await settle();
    },
    usual(operation) {
      if (operators.has(operation.id)) return operators.usual(operation);
      if (operation.id === 'getMedia') return { path: mediaLink };
      if (operation.id === 'getMetrics' || operation.id === 'getAddresses') return { headers: authorized };
      if (operation.id === 'runDoctor') return { headers: { ...authorized, 'Content-Type': 'application/json' } };
      if (operation.id === 'sendPlaygroundReply') return replyForm({ phone: ANA, text: 'hi' });
      return { path: exampleAddress(operation, { phone: ANA }) };
    },
    plan: {
      '* 200': (_operation, usual) => usual,
      'getMedia 200': (_operation, usual) => ({ ...usual, answer: FILE, type: FILE_TYPE }),
      'getMedia 206': (_operation, usual) => ({ ...usual, headers: { Range: 'bytes=0-8' }, answer: FILE.slice(0, 9), type: FILE_TYPE }),
      'getMedia 416': (_operation, usual) => ({ ...usual, headers: { Range: `bytes=${FILE.length}-` } }),
      'getMedia 400': (_operation, usual) => ({ path: usual.path?.split('?')[0] ?? '' }),
      'getMedia 404': (_operation, usual) => ({ path: usual.path?.replace(/signature=.*$/, 'signature=x') ?? '' }),
      'getIndex 200': (_operation, usual) => ({ ...usual, type: 'text/html; charset=utf-8' }),
      'getAsset 200': (_operation, usual) => ({ ...usual, type: 'text/javascript; charset=utf-8' }),
      '* 304': (_operation, usual) => ({ ...usual, headers: { 'If-None-Match': '*' } }),
      'getAsset 400': () => ({ path: `/assets/shell/${'x'.repeat(65)}` }),
      'getAsset 404': () => ({ path: '/assets/shell/nothing.ts' }),
      'getAvatar 400': () => ({ path: `/avatars/${'x'.repeat(129)}` }),
      'getAvatar 404': () => ({ path: '/avatars/nobody.png' }),
      'getMetrics 200': (_operation, usual) => ({ ...usual, type: 'text/plain; version=0.0.4; charset=utf-8' }),
      '* 401': (_operation, usual) => ({ ...usual, headers: { 'Content-Type': 'application/json' } }),
      'getMetrics 401': () => ({}),
      'getAddresses 401': () => ({}),
      'runDoctor 400': (_operation, usual) => ({ ...usual, body: '[]' }),
      'runDoctor 413': tooLarge,
      'runDoctor 415': asFormWithToken,
      ...operators.plan,
      'createChannel 413': tooLarge,
      'connectChannel 413': tooLarge,
      'createChannel 415': asFormWithToken,
      'connectChannel 415': asFormWithToken,
      'sendPlaygroundDelivery 400': (_operation, usual) => ({ ...usual, body: '[]' }),
      'sendPlaygroundDelivery 404': (_operation, usual) => ({ ...usual, url: outsideSandboxUrl }),
      'sendPlaygroundDelivery 413': tooLarge,
      'sendPlaygroundDelivery 415': asForm,
      'sendPlaygroundReply 400': () => replyForm({ text: 'hi' }),
      'sendPlaygroundReply 404': () => replyForm(nobody),
      'sendPlaygroundReply 413': () => replyForm({ phone: ANA, text: 'x'.repeat(65_537) }),
      'sendPlaygroundReply 415': asForm,
      'getPlaygroundTemplates 404': (_operation, usual) => ({ ...usual, url: outsideSandboxUrl }),
      'getPlaygroundConversation 400': (operation) => ({ path: exampleAddress(operation, { phone: '1'.repeat(129) }) }),
      'getPlaygroundConversation 404': (operation) => ({ path: exampleAddress(operation, { phone: nobody.phone }) }),
      '* 500': broken(new TypeError('a fault that nobody foresaw')),
      '* 503': broken(new AppError('STORE_UNAVAILABLE')),
    },
  };
}

/** What the operator asks about channels. Each transaction that changes a channel has one of its own. */
function operatorRequests(stage: Bench['stage'], conversationId: string) {
  let numbers = 400_000;
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${CONSOLE_TOKEN}` };
  const ofFreshChannel = new Set(['pauseChannel', 'resumeChannel', 'removeChannel']);
  const ofChannel = new Set([...ofFreshChannel, 'connectChannel', 'removeConversation']);
  const newChannel = (phoneNumberId: string) =>
    JSON.stringify({ name: 'Second line', phoneNumberId, businessAccountId: '102290129340398', accessToken: 'EAAsecond' });
  const suspended = async (operation: Parameters<Preparation>[0], usual: Ask): Promise<Ask> => {
    const { id } = await stage.addChannel(String(numbers++));
    await stage.setState('suspended', id);
    return { ...usual, path: exampleAddress(operation, { channelId: id }) };
  };
  const refusedByPipedrive: Preparation = async (operation, usual) => {
    stage.peers.pipedrive.configure({ owner: false });
    return { ...usual, path: exampleAddress(operation, { channelId: stage.channelId, conversationId }) };
  };
  const unknown: Preparation = (operation, usual) => ({ ...usual, path: exampleAddress(operation, { channelId: 'ch_never' }) });
  const tooLong: Preparation = (operation, usual) => ({ ...usual, path: exampleAddress(operation, { channelId: 'c'.repeat(129) }) });
  return {
    has: (id: string) => ofChannel.has(id) || ['listChannels', 'createChannel', 'getBudgets'].includes(id),
    async usual(operation: Parameters<Preparation>[0]): Promise<Ask> {
      const channelId = ofFreshChannel.has(operation.id) ? (await stage.addChannel(String(numbers++))).id : stage.channelId;
      const path = exampleAddress(operation, { channelId, conversationId });
      if (operation.id === 'createChannel') return { path, headers, body: newChannel(String(numbers++)) };
      return operation.id === 'connectChannel' ? { path, headers, body: '{}' } : { path, headers };
    },
    plan: {
      'createChannel 201': (_operation, usual) => usual,
      'removeConversation 204': (_operation, usual) => usual,
      'createChannel 400': (_operation, usual) => ({ ...usual, body: '{}' }),
      'createChannel 409': (_operation, usual) => ({ ...usual, body: newChannel(stage.app.channel.phoneNumberId) }),
      'connectChannel 409': async (operation, usual) => {
        const { id } = await stage.addChannel(String(numbers++));
        return { ...usual, path: exampleAddress(operation, { channelId: id }) };
      },
      'pauseChannel 409': suspended,
      'resumeChannel 409': suspended,
      'removeChannel 409': refusedByPipedrive,
      'removeConversation 409': refusedByPipedrive,
      'getBudgets 400': (_operation, usual) => ({ ...usual, path: '/console/budgets?days=0' }),
      ...Object.fromEntries(
        [...ofChannel].flatMap((id): [string, Preparation][] => [
          [`${id} 400`, tooLong],
          [`${id} 404`, unknown],
        ]),
      ),
    } satisfies Subject['plan'],
  };
}
