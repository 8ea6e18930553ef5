import { tmpdir } from 'node:os';
import { contract, type OperationTypes } from '../../generated/pipedrive-api/index.ts';
import type { ServedDocument } from '../../src/http/dispatch.ts';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import type { FaultPlan } from '../fault-plan.ts';
import { clientBasic, oauthBearer } from './credentials.ts';
import { pipedriveHandlers } from './handlers/index.ts';
import { pipedriveError } from './pipedrive-failure.ts';
import { reportRefusedMessage, violationOf } from './refused-messages.ts';
import { DOMAIN, type ServedRequests } from './served-requests.ts';
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
    documents: [document, ...hosts.map((host) => below(host, document))],
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

/** Where the API stands besides the common host: below `/api`, as a company's host has it, and on the host of each company, which is a path here. */
const hosts = ['/api', `/company/{${DOMAIN}}`, `/company/{${DOMAIN}}/api`];

/** The API once more, below a path. */
function below(host: string, document: ServedDocument): ServedDocument {
  const api = Object.entries(document.contract.operations).filter(([, { path }]) => path.startsWith('/v1/'));
  const operations = Object.fromEntries(api.map(([id, entry]) => [id, { ...entry, path: `${host}${entry.path}` }]));
  const handlers = Object.fromEntries(Object.entries(document.handlers).filter(([id]) => id in operations));
  const schemes = new Set(Object.values(operations).flatMap(({ security }) => security.flat()));
  const security = Object.fromEntries(Object.entries(document.security).filter(([scheme]) => schemes.has(scheme)));
  return { ...document, contract: { ...document.contract, operations }, handlers, security };
}
