import { tmpdir } from 'node:os';
import { contract, type OperationTypes } from '../../generated/pipedrive-api/index.ts';
import type { ServedDocument } from '../../src/http/dispatch.ts';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import type { FaultPlan } from '../fault-plan.ts';
import { clientBasic, oauthBearer } from './credentials.ts';
import { pipedriveHandlers } from './handlers/index.ts';
import { pipedriveError } from './pipedrive-failure.ts';
import { reportRefusedMessage, violationOf } from './refused-messages.ts';
import type { ServedRequests } from './served-requests.ts';
import { type PipedriveWorld, reporter } from './world.ts';

/** Serves pipedrive-api.yaml out of the simulated world, faults included. What breaks the contract is added to `violations`. */
export function createApiServer(
  world: PipedriveWorld,
  plan: FaultPlan<keyof OperationTypes, string | undefined>,
  served: ServedRequests,
  violations: string[],
): Promise<HttpServer> {
  const document: ServedDocument = {
    contract,
    handlers: plan.wrap(pipedriveHandlers(world)),
    security: { clientBasic: clientBasic(world), oauthBearer: oauthBearer(world, served) },
    renderError: (error, requestId) => pipedriveError(error, served.operationOf(requestId)),
    around: (operationId) => served.around(operationId, plan.around(operationId)),
  };
  return createHttpServer({
    documents: [document, onCompanyHost(document)],
    responseValidation: 'enforce',
    // No operation of this document takes files.
    uploadFolder: tmpdir(),
    bodyTimeoutMs: 30_000,
    formTimeoutMs: 30_000,
    fallbackError: () => (error) => pipedriveError(error, undefined),
    onError: (error) => violations.push(String(error)),
    onAnswer: () => {},
    onExchange(exchange) {
      served.observe(exchange);
      const violation = violationOf(exchange);
      if (violation !== undefined) violations.push(`${exchange.operationId}: ${violation}`);
      reportRefusedMessage(exchange, reporter(world));
    },
  });
}

/** The API once more below `/api`, where the company's own host has it: the second server that the document names. */
function onCompanyHost(document: ServedDocument): ServedDocument {
  const api = Object.entries(document.contract.operations).filter(([, { path }]) => path.startsWith('/v1/'));
  const operations = Object.fromEntries(api.map(([id, entry]) => [id, { ...entry, path: `/api${entry.path}` }]));
  const handlers = Object.fromEntries(Object.entries(document.handlers).filter(([id]) => id in operations));
  const schemes = new Set(Object.values(operations).flatMap(({ security }) => security.flat()));
  const security = Object.fromEntries(Object.entries(document.security).filter(([scheme]) => schemes.has(scheme)));
  return { ...document, contract: { ...document.contract, operations }, handlers, security };
}
