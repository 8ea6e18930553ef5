import { type Exchange, NO_BODY } from '../../src/journal/exchange.ts';

/** A call on Pipedrive that went well, with what a test changes of it. */
export const exchange = (changes: Partial<Exchange> = {}): Omit<Exchange, 'seq'> => ({
  ...{ at: 1, side: 'pipedrive', direction: 'out', method: 'POST', url: 'https://acme.pipedrive.com/v1/x', operationId: 'receiveMessage' },
  ...{ requestId: null, status: 200, durationMs: 1, request: NO_BODY, response: NO_BODY, broken: undefined },
  ...changes,
});
