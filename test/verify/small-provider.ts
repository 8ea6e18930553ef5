import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { VerifyTarget } from '../../src/cli/verify/index.ts';

export const credentials = { clientId: 'small-client', clientSecret: 'small-client-secret' } as const;
export const webhookSecrets = { appSecret: 'small-app-secret', verifyToken: 'small-verify-token' } as const;

export interface SmallProvider {
  url: string;
  /** As a run takes it, without any power. */
  target: VerifyTarget;
  /** With the webhook's address and secrets. */
  withWebhook: VerifyTarget;
  /** The arguments that name it on a command line, without the secret. */
  args: readonly string[];
  stop(): Promise<void>;
}

type Answering = (request: IncomingMessage, response: ServerResponse) => boolean;

/** An empty channel behind Basic credentials: right as far as it goes. `instead` may answer in its place. */
export async function startSmallProvider(instead: Answering = () => false): Promise<SmallProvider> {
  const authorization = `Basic ${Buffer.from(`${credentials.clientId}:${credentials.clientSecret}`).toString('base64')}`;
  const server = createServer((request, response) => {
    request.resume();
    const send = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (instead(request, response)) return;
    if (request.url?.startsWith('/hook')) send(200, {});
    else if (!request.url?.startsWith('/api/')) send(404, {});
    else if (request.headers.authorization !== authorization) send(401, refusal('UNAUTHORIZED'));
    else if (/^\/api\/channels\/small\/conversations(?:\?.*)?$/.test(request.url))
      send(200, { success: true, data: [], additional_data: {} });
    else send(404, refusal('NOT_FOUND'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const target: VerifyTarget = { url, ...credentials, channelId: 'small' };
  const webhook = { url: `${url}/hook`, ...webhookSecrets, phoneNumberId: '1', businessAccountId: '2' };
  return {
    url,
    target,
    withWebhook: { ...target, webhook },
    args: ['--url', url, '--client-id', credentials.clientId, '--channel', 'small'],
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const refusal = (code: string) => ({ success: false, data: { message: 'Refused.', code } });
