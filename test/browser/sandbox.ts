import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Running, serve } from '../../src/cli/serve.ts';
import { freePort } from '../../src/cli/verify/free-port.ts';

/** The sandbox as `npm start` starts it, which can be stopped and started again at the same address. */
export interface Sandbox {
  url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Asks an operation of the playground. Rejects for any answer but a good one. */
  ask<Answer>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<Answer>;
  /** The salesperson answers a phone number. */
  reply(phone: string, text: string, files?: readonly File[]): Promise<{ status: number; body: string }>;
  end(): Promise<void>;
}

export async function startSandbox(): Promise<Sandbox> {
  const dataDir = await mkdtemp(join(tmpdir(), 'talk-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let running: Running | undefined;
  const start = async (): Promise<void> => {
    // Its welcome is for a person at a terminal.
    const { log } = console;
    console.log = () => {};
    try {
      running = await serve({ PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
    } finally {
      console.log = log;
    }
  };
  const stop = async (): Promise<void> => {
    const last = running;
    running = undefined;
    await last?.stop();
  };
  const read = async <Answer>(answer: Response): Promise<Answer> => {
    if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}: ${await answer.text()}`);
    return (answer.status === 204 ? undefined : await answer.json()) as Answer;
  };
  await start();
  return {
    url,
    start,
    stop,
    async ask(method, path, body) {
      const headers = { 'content-type': 'application/json' };
      return read(await fetch(`${url}/playground${path}`, { method, ...(body ? { headers, body: JSON.stringify(body) } : {}) }));
    },
    async reply(phone, text, files = []) {
      const form = new FormData();
      form.append('phone', phone);
      form.append('text', text);
      for (const file of files) form.append('files', file, file.name);
      return read(await fetch(`${url}/playground/replies`, { method: 'POST', body: form }));
    },
    async end() {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
