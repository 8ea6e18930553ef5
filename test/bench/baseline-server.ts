import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { answerParent, childDetails } from './child.ts';
import { appSecret } from './traffic.ts';

/**
 * The least that anybody must do who acknowledges only what is proven and durable: read, verify, parse, keep the bytes, fsync. What a
 * second costs here is what this machine's processor, network stack and disk allow.
 */
const { dataDir } = childDetails<{ dataDir: string }>();
const db = new DatabaseSync(join(dataDir, 'baseline.db'));
db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE deliveries (id INTEGER PRIMARY KEY, body BLOB NOT NULL)');
const insert = db.prepare('INSERT INTO deliveries (body) VALUES (?)');
const begin = db.prepare('BEGIN IMMEDIATE');
const commit = db.prepare('COMMIT');

let queue: { body: Buffer; done(): void }[] = [];
function flush(): void {
  const batch = queue;
  queue = [];
  begin.run();
  for (const { body } of batch) insert.run(body);
  commit.run();
  for (const { done } of batch) done();
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request
    .on('data', (chunk: Buffer) => chunks.push(chunk))
    .on('end', () => {
      const body = Buffer.concat(chunks);
      const given = Buffer.from(String(request.headers['x-hub-signature-256']).slice(7), 'hex');
      const right = createHmac('sha256', appSecret).update(body).digest();
      if (given.length !== right.length || !timingSafeEqual(given, right)) {
        response.writeHead(401).end();
        return;
      }
      JSON.parse(body.toString('utf8'));
      if (queue.length === 0) setImmediate(flush);
      queue.push({ body, done: () => response.writeHead(200, { 'content-length': 0 }).end() });
    });
});
server.listen(0, '127.0.0.1', () => {
  answerParent(
    { port: (server.address() as AddressInfo).port },
    {
      backlog: () => 0,
      files: () => 0,
      stop() {
        server.close();
        server.closeAllConnections();
        db.close();
      },
    },
  );
});
