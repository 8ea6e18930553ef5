import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, type Dispatcher, request } from 'undici';

export interface Gate {
  /** Where callers go; stays the same while the gate is shut. */
  url: string;
  /** What it let through or turned away. Nobody knows of attempts while it is shut. */
  passed: number;
  refused: number;
  /** Passes everything on to the target. */
  open(): Promise<void>;
  /** Answers everything with this status. */
  fail(status: number): Promise<void>;
  /** Stops listening: connections are refused. */
  shut(): Promise<void>;
  stop(): Promise<void>;
}

/** A door in front of a simulated vendor, which keeps its state while the door is closed. */
export async function createGate(target: () => string): Promise<Gate> {
  const agent = new Agent();
  let failing: number | undefined;
  let server: Server | undefined;
  let port = 0;

  const listen = async (): Promise<void> => {
    if (server) return;
    const next = createServer(async (incoming, outgoing) => {
      if (failing !== undefined) {
        gate.refused += 1;
        incoming.resume();
        outgoing.writeHead(failing, { 'content-type': 'application/json' }).end('{"success":false,"error":"Service unavailable"}');
        return;
      }
      gate.passed += 1;
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const { authorization = '', 'content-type': contentType = 'application/json' } = incoming.headers;
      const answer = await request(`${target()}${incoming.url}`, {
        method: incoming.method as Dispatcher.HttpMethod,
        dispatcher: agent,
        headers: { authorization, 'content-type': contentType },
        ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
      });
      outgoing.writeHead(answer.statusCode, { 'content-type': 'application/json' }).end(await answer.body.text());
    });
    await new Promise<void>((resolve, reject) => next.once('error', reject).listen(port, '127.0.0.1', resolve));
    port = (next.address() as AddressInfo).port;
    server = next;
  };
  const shut = async (): Promise<void> => {
    const last = server;
    server = undefined;
    if (!last) return;
    await new Promise<void>((resolve) => {
      last.close(() => resolve());
      last.closeAllConnections();
    });
  };

  const gate: Gate = {
    url: '',
    passed: 0,
    refused: 0,
    async open() {
      failing = undefined;
      await listen();
    },
    async fail(status) {
      failing = status;
      await listen();
    },
    shut,
    async stop() {
      await shut();
      await agent.destroy();
    },
  };
  await listen();
  gate.url = `http://127.0.0.1:${port}`;
  return gate;
}
