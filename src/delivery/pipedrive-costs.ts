import type { operations as PipedriveTypes } from '../../generated/pipedrive-api/types.ts';

/** The operations that are called with an access token; those of the OAuth host cost nothing. */
export type PipedriveOperation = Exclude<keyof PipedriveTypes, 'authorize' | 'requestToken' | 'revokeToken'>;

/**
 * Tokens that one call takes of the company's daily budget, which all its apps share: from the cost Pipedrive's reference names beside each operation
 * (developers.pipedrive.com/docs/api/v1, Channels and Users). `x-token-cost` in openapi/pipedrive-api.yaml says the same.
 */
export const tokenCosts = {
  getCurrentUser: 2,
  addChannel: 10,
  receiveMessage: 10,
  deleteChannel: 6,
  deleteConversation: 6,
} as const satisfies Readonly<Record<PipedriveOperation, number>>;
