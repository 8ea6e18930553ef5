import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerParent } from './child.ts';

/** Pipedrive's receiving end at its cheapest: takes every message and says yes. */
let received = 0;
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    received += 1;
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"success":true,"data":{}}');
  });
});
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
