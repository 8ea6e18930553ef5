import { type Bench, CONSOLE_TOKEN } from '../bench.ts';
import { exampleAddress } from '../contract-document.ts';
import type { Ask, Preparation, Subject } from '../subject.ts';

/** What the operator asks about channels. Each transaction that changes a channel has one of its own. */
export function channelOperations(stage: Bench['stage'], conversationId: string) {
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
    knows: (id: string) => ofChannel.has(id) || ['listChannels', 'createChannel', 'getBudgets'].includes(id),
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
