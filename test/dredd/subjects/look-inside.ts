import { type Bench, CONSOLE_TOKEN } from '../bench.ts';
import { type DocumentedOperation, exampleAddress } from '../contract-document.ts';
import type { Ask, Preparation } from '../subject.ts';

const headers = { Authorization: `Bearer ${CONSOLE_TOKEN}` };
const NAMES = 'streamEvents listExchanges traceMessage findTrace getBalance listDeliveries getDelivery replayDelivery'.split(' ');

/** The operations of the console that look inside, on the one conversation of the bench and its first delivery. */
export function lookInsideOperations({ ids }: Pick<Bench, 'ids'>) {
  const messageId = ids.sourceMessageId;
  const usual = (operation: DocumentedOperation): Ask => {
    const path = exampleAddress(operation, { messageId, id: messageId, deliveryId: '1' });
    // Only a conversation is looked up in the store.
    return { headers, path: operation.id === 'listExchanges' ? `${path}?conversationId=${ids.sourceConversationId}` : path };
  };
  const beyond: Preparation = (operation) => {
    const tooLong = 'x'.repeat(600);
    const path = exampleAddress(operation, { messageId: tooLong, id: tooLong, deliveryId: '0' });
    const query = { listExchanges: '?limit=0', listDeliveries: '?limit=0', streamEvents: `?since=${tooLong}` }[operation.id] ?? '';
    return { headers, path: path + query };
  };
  const nobody: Preparation = (operation) => {
    const messageId = 'ms_AAAAAAAAAAAAAAAA_1';
    return { headers, path: exampleAddress(operation, { messageId, id: messageId, deliveryId: '999999' }) };
  };
  const plan: Record<string, Preparation> = {};
  for (const name of NAMES) {
    plan[`${name} 400`] = beyond;
    plan[`${name} 401`] = (_operation, { path }) => (path === undefined ? {} : { path });
    plan[`${name} 404`] = nobody;
  }
  return { knows: (operationId: string): boolean => NAMES.includes(operationId), usual, plan };
}
