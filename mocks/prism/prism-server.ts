import { createRequire } from 'node:module';

interface PrismConfig {
  validateRequest: boolean;
  validateResponse: boolean;
  checkSecurity: boolean;
  errors: boolean;
  upstreamProxy: undefined;
  mock: { dynamic: boolean; ignoreExamples: boolean };
  isProxy: boolean;
  upstream?: URL;
}

/** What we use of @stoplight/prism-http-server, the server inside of prism-cli. */
interface PrismHttpServer {
  listen(port: number, host: string): Promise<string>;
  close(): Promise<void>;
}
interface PrismModules {
  createServer(
    operations: unknown[],
    options: { cors: boolean; config: PrismConfig; components: { logger: unknown; validateInput: ValidateInput } },
  ): PrismHttpServer;
  getHttpOperationsFromSpec(document: string): Promise<unknown[]>;
  createLogger(name: string, options: { level: string }): unknown;
  validateInput: ValidateInput;
}

/** Either, as fp-ts writes it: the violations on the left. */
type ValidateInput = (exchange: unknown) => { _tag: 'Left'; left: object[] } | { _tag: 'Right' };

export interface PrismServer {
  /** Where Prism listens, on loopback; nobody but the server in front of it calls it. */
  url: string;
  close(): Promise<void>;
}

/** Prism is a development dependency; a production install has none. */
export class PrismMissing extends Error {}

/**
 * Starts Prism on a document and a free loopback port, configured as `prism mock` and `prism proxy` do. With `upstream` it is the validation
 * proxy; `errors` makes it answer with an error instead of passing a violation on. Throws PrismMissing where Prism is not installed.
 */
export async function startPrism(document: string, proxy?: { upstream: string; errors: boolean }): Promise<PrismServer> {
  const { createServer, createLogger, getHttpOperationsFromSpec, validateInput } = loadPrism();
  const server = createServer(await getHttpOperationsFromSpec(document), {
    cors: proxy === undefined,
    components: { logger: createLogger('prism', { level: 'silent' }), validateInput: surviving(validateInput) },
    config: {
      validateRequest: true,
      validateResponse: true,
      checkSecurity: true,
      errors: proxy?.errors ?? false,
      upstreamProxy: undefined,
      mock: { dynamic: false, ignoreExamples: false },
      ...(proxy ? { isProxy: true, upstream: new URL(proxy.upstream) } : { isProxy: false }),
    },
  });
  return { url: await server.listen(0, '127.0.0.1'), close: () => server.close() };
}

/** Prism's reader of forms throws on a file without a content type, outside of any handler: the process would end. Here it is one more violation. */
const surviving =
  (validateInput: ValidateInput): ValidateInput =>
  (exchange) => {
    try {
      return validateInput(exchange);
    } catch {
      return { _tag: 'Left', left: [{ message: 'The body cannot be read', path: ['body'], code: 400, severity: 0 }] };
    }
  };

/** The command line of Prism tells nobody the free port it took, so its parts are put together here; they are found from prism-cli, whose dependencies they are. */
function loadPrism(): PrismModules {
  try {
    const here = createRequire(import.meta.url);
    const fromCli = createRequire(here.resolve('@stoplight/prism-cli/package.json'));
    return Object.assign(
      {},
      ...['@stoplight/prism-http-server', '@stoplight/prism-http', '@stoplight/prism-http/dist/validator', '@stoplight/prism-core'].map(
        (name) => fromCli(name),
      ),
    ) as PrismModules;
  } catch (cause) {
    throw new PrismMissing('Prism is not installed here. It is a development dependency: run npm ci without --omit=dev.', { cause });
  }
}
