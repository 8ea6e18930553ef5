import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contract } from '../../generated/simulators/index.ts';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import { controlError } from './control-failure.ts';
import { controlHandlers } from './handlers/index.ts';
import { loopbackOnly } from './loopback.ts';
import type { ControlWorld } from './world.ts';

const HOST = '127.0.0.1';

export interface ControlServer {
  /** Listens on loopback (port 0: any free one) and returns the address. With `orAny`, a port that is taken is not insisted on. */
  start(port?: number, orAny?: boolean): Promise<string>;
  stop(): Promise<void>;
}

export interface ControlServerOptions {
  /** Longest a body may take to arrive; 20 s unless told. */
  bodyTimeoutMs?: number | undefined;
  /** Hears of faults of the simulators themselves. */
  onError(error: unknown): void;
}

/** The control API of simulators.yaml. */
export function createControlServer(world: ControlWorld, { bodyTimeoutMs = 20_000, onError }: ControlServerOptions): ControlServer {
  const renderError = controlError(() => world.clock.now());
  let server: HttpServer | undefined;
  let uploadFolder = '';
  return {
    async start(port = 0, orAny = false) {
      uploadFolder = await mkdtemp(join(tmpdir(), 'simulators-'));
      server = await createHttpServer({
        documents: [{ contract, handlers: controlHandlers(world), security: { loopback: loopbackOnly }, renderError }],
        responseValidation: 'enforce',
        uploadFolder,
        bodyTimeoutMs,
        formTimeoutMs: bodyTimeoutMs,
        fallbackError: () => renderError,
        onAnswer({ error }) {
          if (error?.code === 'INTERNAL_ERROR') onError(error.cause ?? error);
        },
        onError,
      });
      return `http://${HOST}:${await listen(server, port, orAny)}`;
    },
    async stop() {
      await server?.close();
      if (uploadFolder) await rm(uploadFolder, { recursive: true, force: true });
    },
  };
}

async function listen(server: HttpServer, port: number, orAny: boolean): Promise<number> {
  try {
    return await server.listen(port, HOST);
  } catch (error) {
    if (!orAny || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return server.listen(0, HOST);
  }
}
