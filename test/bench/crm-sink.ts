import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerParent } from './child.ts';
import { FILE, SHA256 } from './file.ts';

/** The vendors' receiving ends at their cheapest: Pipedrive takes every message and says yes, WhatsApp hands out the same small file for every id. */
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
  if (url.startsWith('/file')) {
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(FILE);
    return;
  }
  const node = {
    messaging_product: 'whatsapp',
    id: '1',
    url: `http://${headers.host}/file`,
    mime_type: 'text/plain',
    file_size: FILE.length,
  };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ...node, sha256: SHA256 }));
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
