// Compile-only: nothing here runs. `tsc` fails when a line marked @ts-expect-error begins to compile.
import type { OperationTypes as ConsoleTypes } from '../../generated/console/index.ts';
import type { operations as PipedriveTypes } from '../../generated/pipedrive-api/types.ts';
import type { OperationTypes } from '../../generated/pipedrive-provider/index.ts';
import type { Handlers, OperationHandler } from '../../src/contract/operation.ts';
import type { ApiClient } from '../../src/delivery/api-client.ts';

declare const handlers: Handlers<OperationTypes>;

const complete: Handlers<OperationTypes> = { ...handlers };

// @ts-expect-error a misspelt operationId belongs to no operation
({ ...handlers, getConversation: handlers.getConversations }) satisfies Handlers<OperationTypes>;

const { getTemplates: _missing, ...incomplete } = handlers;
// @ts-expect-error an operation without its handler
incomplete satisfies Handlers<OperationTypes>;

// @ts-expect-error an operation that no contract has
type Unknown = OperationHandler<OperationTypes['getEverything']>;

const documented = { success: true, data: { templates: [] } } as const;
const undocumented: OperationHandler<OperationTypes['getTemplates']> = () => ({
  // @ts-expect-error a status the contract does not document
  status: 418,
  // @ts-expect-error so no body fits it either
  body: documented,
});

const noList = { templates: 'none' };
// @ts-expect-error a field of the wrong type
const wrongType: OperationHandler<OperationTypes['getTemplates']> = () => ({ status: 200, body: { success: true, data: noList } });

const sender = { id: 'pt_1', name: 'Ana' };
// @ts-expect-error a required field is missing
const missingField: OperationHandler<OperationTypes['getSenderById']> = () => ({ status: 200, body: { success: true, data: sender } });

// @ts-expect-error an answer without its documented body
const withoutBody: OperationHandler<ConsoleTypes['getLiveness']> = () => ({ status: 200 });

const wrongParameter: OperationHandler<OperationTypes['deleteChannelById']> = ({ params }) => {
  // @ts-expect-error a path parameter the contract does not have
  void params.channelId;
  return { status: 200, body: { success: true } };
};

declare const pipedrive: ApiClient<PipedriveTypes>;
// @ts-expect-error a call that the vendor's contract does not have
void pipedrive('sendMessage', {}, '');
// @ts-expect-error a body without its required fields
void pipedrive('receiveMessage', { body: { id: 'ms_1' } }, '');

export { complete, missingField, type Unknown, undocumented, withoutBody, wrongParameter, wrongType };
