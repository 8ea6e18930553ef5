import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, request } from 'undici';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { markSettings, recordLine } from '../log-audit/log-audit.ts';
import type { TestAnswer } from '../support/provider.ts';

/** The settings of a provider that talks to real vendors; nothing listens at their addresses here, and nothing is sent. */
const settings = {
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  PORT: '0',
  PUBLIC_URL: 'https://provider.harbour.example',
  ENCRYPTION_KEY: Buffer.alloc(32, 5).toString('base64'),
  PIPEDRIVE_CLIENT_ID: 'client-id',
  PIPEDRIVE_CLIENT_SECRET: 'client-secret',
  PIPEDRIVE_API_URL: 'http://127.0.0.1:9',
  PIPEDRIVE_OAUTH_URL: 'http://127.0.0.1:9',
  WHATSAPP_API_URL: 'http://127.0.0.1:9',
  WHATSAPP_APP_SECRET: 'app-secret',
  WHATSAPP_VERIFY_TOKEN: 'verify-token',
  WHATSAPP_ACCESS_TOKEN: 'EAAtoken',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_BUSINESS_ACCOUNT_ID: '102290129340398',
  CONSOLE_TOKEN: 'console-token',
};

export interface Live {
  url: string;
  call(
    path: string,
    options?: { method?: 'GET' | 'POST' | 'PUT' | 'DELETE'; headers?: Record<string, string>; body?: string },
  ): Promise<TestAnswer>;
  stop(): Promise<void>;
}

/** A provider as it runs in production, without simulators. */
export async function startLive(): Promise<Live> {
  markSettings(settings);
  const dataDir = await mkdtemp(join(tmpdir(), 'live-'));
  const app = await createApp(readConfig({ ...settings, DATA_DIR: dataDir }, 'live'), {
    log: createLog({ level: 'debug', pretty: false, write: recordLine }),
  });
  const url = `http://127.0.0.1:${await app.start()}`;
  const agent = new Agent();
  return {
    url,
    async call(path, { method = 'GET', headers = {}, body } = {}) {
      const answer = await request(`${url}${path}`, { method, headers, dispatcher: agent, ...(body === undefined ? {} : { body }) });
      const text = await answer.body.text();
      let json: unknown;
      if (String(answer.headers['content-type']).includes('json')) json = JSON.parse(text);
      return { status: answer.statusCode, headers: answer.headers, text, json };
    },
    async stop() {
      await agent.destroy();
      await app.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
