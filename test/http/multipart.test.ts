import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from 'koa';
import { expect, test } from 'vitest';
import { createMultipartReader } from '../../src/http/multipart.ts';

test('multipart: a caller who had gone before reading began is given up at once, and nothing is written', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'multipart-'));
  const read = createMultipartReader(folder, { maxFileBytes: 1000, maxFiles: 1, maxFieldBytes: 100, timeoutMs: 3_600_000 });
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 500\r\n\r\n--b\r\n');
    const [request] = (await once(server, 'request')) as [IncomingMessage];
    request.on('error', () => {});
    socket.destroy();
    await new Promise((resolve) => request.once('close', resolve));
    await expect(read({ req: request, request: {} } as unknown as Context)).rejects.toMatchObject({ code: 'REQUEST_ABORTED' });
    expect(await readdir(folder)).toEqual([]);
  } finally {
    server.close();
    await rm(folder, { recursive: true });
  }
});
