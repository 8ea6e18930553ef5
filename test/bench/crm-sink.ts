import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerParent } from './child.ts';
import { fileOf, sha256Of } from './file.ts';

/** The vendors' receiving ends at their cheapest: Pipedrive takes every message and says yes, WhatsApp hands out a small file for every id. */
let received = 0;
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    if (request.method === 'GET') {
      giveFile(request, response);
      return;
    }
    received += 1;
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"success":true,"data":{}}');
  });
});

function giveFile({ url = '', headers }: IncomingMessage, response: ServerResponse): void {
  const id = url.split('/').at(-1) ?? '';
  if (url.startsWith('/file/')) {
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(fileOf(id));
    return;
  }
  const node = {
    messaging_product: 'whatsapp',
    id,
    url: `http://${headers.host}/file/${id}`,
    mime_type: 'text/plain',
    file_size: fileOf(id).length,
  };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ...node, sha256: sha256Of(id) }));
}

server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  answerParent(
    { port: (server.address() as AddressInfo).port },
    {
      received: () => received,
      stop() {
        server.close();
        server.closeAllConnections();
      },
    },
  );
});
