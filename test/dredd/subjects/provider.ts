import { AppError } from '../../../src/errors.ts';
import { type Bench, BURST } from '../bench.ts';
import { type DocumentedOperation, exampleAddress, formBody } from '../contract-document.ts';
import type { Ask, Preparation, Subject } from '../subject.ts';

/** Pipedrive's calls on the provider. */
export function providerSubject(bench: Bench): Subject {
  const { stage, ids, basic, sourceUserId, settle } = bench;
  const authorization = { Authorization: basic };
  const on = (operation: DocumentedOperation, usual: Ask, channelId: string): Ask => ({
    ...usual,
    path: exampleAddress(operation, { ...ids, providerChannelId: channelId }),
  });
  const form = (fields: Record<string, string> = {}) =>
    formBody({
      message: 'Yes, we have.',
      senderId: sourceUserId,
      conversationId: ids.sourceConversationId,
      recipientIds: ids.senderId,
      ...fields,
    });
  const posted = (fields?: Record<string, string>) => {
    const { contentType, bytes } = form(fields);
    return { headers: { ...authorization, 'Content-Type': contentType }, body: bytes.toString('utf8') };
  };
  const broken =
    (fault: Error): Preparation =>
    (_operation, usual) => {
      stage.breakStore(fault);
      return usual;
    };
  let removed = 0;

  return {
    document: 'pipedrive-provider',
    url: stage.url,
    settle,
    usual: (operation) => ({
      path: exampleAddress(operation, ids),
      ...(operation.id === 'postMessage' ? posted() : { headers: authorization }),
    }),
    plan: {
      '* 200': (_operation, usual) => usual,
      async 'deleteChannelById 200'(operation, usual) {
        const { id } = await stage.addChannel(`20654035224292${removed++}`);
        return on(operation, usual, id);
      },
      '* 400': (operation, usual) => on(operation, usual, 'c'.repeat(129)),
      'postMessage 400': (_operation, usual) => ({ ...usual, ...posted({ conversationId: '' }) }),
      '* 401': (_operation, usual) => ({
        ...usual,
        headers: { ...usual.headers, Authorization: `Basic ${Buffer.from('a:b').toString('base64')}` },
      }),
      async 'getConversations 401'(_operation, usual) {
        await stage.setState('suspended');
        return usual;
      },
      async '* 403'(_operation, usual) {
        await stage.setState('disabled');
        return usual;
      },
      '* 404': (operation, usual) => on(operation, usual, 'ch_5mTqv0c2Zq1W8yKpR3xNdA'),
      'postMessage 413': (_operation, usual) => ({ ...usual, ...posted({ message: 'x'.repeat(65_537) }) }),
      'postMessage 415': (_operation, usual) => ({
        ...usual,
        headers: { ...authorization, 'Content-Type': 'application/json' },
        body: '{}',
      }),
      async '* 429'(operation, usual) {
        for (let call = 0; call < BURST; call++) await stage.call('/api/channels/ch_hasty/templates');
        return on(operation, usual, 'ch_hasty');
      },
      '* 500': broken(new TypeError('a fault that nobody foresaw')),
      '* 503': broken(new AppError('STORE_UNAVAILABLE')),
    },
  };
}
