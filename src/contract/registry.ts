import type { ValidateFunction } from 'ajv';
import {
  type Context,
  type Document,
  OpenAPIBackend,
  OpenAPIRouter,
  type Operation,
  type ParsedRequest,
  type Request,
} from 'openapi-backend';
import { AppError } from '../errors.ts';
import type { OperationEntry, OperationRequest, OperationsTable, ReceivedFile, UntypedHandler, UntypedResponse } from './operation.ts';
import { describeViolations } from './violations.ts';

/** A generated contract: the operations table and the validators compiled ahead of time. */
export interface Contract {
  readonly name: string;
  readonly operations: OperationsTable;
  readonly validators: {
    readonly request: Readonly<Record<string, ValidateFunction[]>>;
    readonly response: Readonly<Record<string, Readonly<Record<string, ValidateFunction>>>>;
  };
}

/** One request on its way through the stages. `parseBody` runs after authentication, so that strangers cannot make us spool files. */
export interface Exchange {
  readonly operationId: string;
  readonly method: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Record<string, unknown>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly rawBody: Buffer;
  readonly requestId: string;
  body: unknown;
  files: readonly ReceivedFile[];
  parseBody(): Promise<void>;
  onAnswered(callback: () => void): void;
}

/** Proves who calls. Resolves true, or throws the AppError that says what is wrong; anything else refuses. */
export type SecurityCheck = (exchange: Exchange) => boolean | Promise<boolean>;

export interface RegistryOptions {
  contract: Contract;
  handlers: Readonly<Record<string, unknown>>;
  security: Readonly<Record<string, SecurityCheck>>;
}

/** What openapi-backend is given: only its headers and its body are looked at, and the body is there once it was parsed. */
class MatchedRequest implements Request {
  readonly method = 'get';
  readonly path = '/';
  readonly headers: Request['headers'];
  readonly exchange: Exchange;

  constructor(exchange: Exchange) {
    this.exchange = exchange;
    this.headers = exchange.headers as Request['headers'];
  }

  get body(): unknown {
    return this.exchange.body;
  }
}

/**
 * openapi-backend searches its operations and rebuilds their route patterns on every request. @koa/router has matched already,
 * so this router only hands over what is known.
 */
class MatchedRouter extends OpenAPIRouter {
  readonly #operations: ReadonlyMap<string, Operation>;

  constructor(definition: Document) {
    super({ definition });
    this.#operations = new Map(super.getOperations().map((operation) => [operation.operationId as string, operation]));
  }

  override matchOperation(request: Request): Operation {
    const { operationId } = (request as MatchedRequest).exchange;
    const operation = this.#operations.get(operationId);
    if (!operation) throw new Error(`${operationId} is no operation of this document`);
    return operation;
  }

  override getOperation(operationId: string): Operation | undefined {
    return this.#operations.get(operationId);
  }

  override getOperations(): Operation[] {
    // The base constructor does not call this, but be safe before the map exists.
    return this.#operations ? [...this.#operations.values()] : super.getOperations();
  }

  override parseRequest(request: Request): ParsedRequest {
    const { exchange } = request as MatchedRequest;
    return {
      method: request.method,
      path: request.path,
      params: exchange.params,
      query: exchange.query,
      headers: exchange.headers,
      cookies: {},
      requestBody: exchange.body,
    };
  }
}

export interface Registry {
  readonly contract: Contract;
  /** Authenticates, reads the body, validates and handles. Rejects with an AppError at the first stage that refuses. */
  handle(exchange: Exchange): Promise<UntypedResponse>;
  /** The violations of a response against the contract, undefined when it holds. An undocumented status is a violation. */
  responseViolation(operationId: string, response: UntypedResponse): string | undefined;
}

/**
 * Holds the handlers of one document by operationId in openapi-backend. Throws at boot when an operation lacks its handler, a handler its
 * operation, a security scheme its check, or an operation its validators: openapi-backend would let such a request through.
 */
export async function createRegistry({ contract, handlers, security }: RegistryOptions): Promise<Registry> {
  assertComplete(contract, handlers, security);
  const definition = slimDefinition(contract);
  const api = new OpenAPIBackend({ definition, quick: true, strict: true, validate: true });
  await api.init();
  api.router = new MatchedRouter(api.definition);
  api.validator.router = api.router;
  api.validator.requestValidators = { ...contract.validators.request } as never;
  api.validator.statusBasedResponseValidators = { ...contract.validators.response } as never;

  for (const [scheme, check] of Object.entries(security)) {
    api.registerSecurityHandler(scheme, (_context: Context, exchange: Exchange) => check(exchange));
  }
  for (const [operationId, handler] of Object.entries(handlers)) {
    api.registerHandler(operationId, (_context: Context, exchange: Exchange) =>
      (handler as UntypedHandler)(exchange as unknown as OperationRequest<never>),
    );
  }
  const refuse = (message: string) => (): never => {
    throw new Error(message);
  };
  api.register({
    notFound: refuse('the router matched an operation that openapi-backend does not know'),
    methodNotAllowed: refuse('the router matched a method that openapi-backend does not know'),
    notImplemented: refuse('an operation without a handler passed the boot check'),
    unauthorizedHandler: (context: Context): never => {
      const failure = Object.values(context.security)
        .map((result) => (result as { error?: unknown } | undefined)?.error)
        .find((error) => error !== undefined);
      if (failure instanceof AppError) throw failure;
      throw new AppError('UNAUTHORIZED', undefined, { cause: failure });
    },
    postSecurityHandler: async (context: Context, exchange: Exchange) => {
      const open = contract.operations[exchange.operationId]?.security.length === 0;
      if (open || context.security['authorized'] === true) await exchange.parseBody();
    },
    validationFail: (context: Context): never => {
      throw new AppError('INVALID_REQUEST', describeViolations(context.validation.errors ?? []));
    },
  });

  return {
    contract,
    handle(exchange) {
      return api.handleRequest(new MatchedRequest(exchange), exchange);
    },
    responseViolation(operationId, response) {
      const operation = contract.operations[operationId];
      if (!operation || !(String(response.status) in operation.responses)) return `status ${response.status} is not documented`;
      if (!contract.validators.response[operationId]?.[response.status]) return undefined;
      const { errors } = api.validator.validateResponse(response.body, operationId, response.status);
      return errors ? describeViolations(errors) : undefined;
    },
  };
}

function assertComplete(contract: Contract, handlers: RegistryOptions['handlers'], security: RegistryOptions['security']): void {
  const problems: string[] = [];
  for (const [id, operation] of Object.entries(contract.operations)) {
    if (typeof handlers[id] !== 'function') problems.push(`operation ${id} has no handler`);
    if (!contract.validators.request[id]) problems.push(`operation ${id} has no request validators`);
    for (const scheme of operation.security.flat())
      if (!security[scheme]) problems.push(`operation ${id} wants ${scheme}, which nothing checks`);
  }
  for (const id of Object.keys(handlers)) if (!(id in contract.operations)) problems.push(`handler ${id} belongs to no operation`);
  if (problems.length > 0) throw new Error(`${contract.name} cannot be served:\n  ${problems.join('\n  ')}`);
}

/** What openapi-backend needs of a document once validators are compiled: ids and security. */
function slimDefinition(contract: Contract): Document {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [operationId, entry] of Object.entries(contract.operations) as [string, OperationEntry][]) {
    paths[entry.path] ??= {};
    (paths[entry.path] as Record<string, unknown>)[entry.method] = {
      operationId,
      security: entry.security.map((schemes) => Object.fromEntries(schemes.map((scheme) => [scheme, []]))),
      responses: {},
    };
  }
  const schemes = [...new Set(Object.values(contract.operations).flatMap(({ security }) => security.flat()))];
  // The kind of a scheme plays no part here: its check is ours.
  const securitySchemes = Object.fromEntries(schemes.map((scheme) => [scheme, { type: 'http', scheme: 'custom' }]));
  return { openapi: '3.0.3', info: { title: contract.name, version: '1' }, paths, components: { securitySchemes } } as Document;
}
