import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePort } from '../../src/cli/verify/free-port.ts';

test('a free port: lies below those that systems give to whoever asks for any, and can be listened on', async () => {
  const port = await freePort();
  expect(port).toBeGreaterThanOrEqual(1024);
  expect(port).toBeLessThan(32_768);
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  server.close();
});

test('a free port: one that is taken is passed over; when all are, that is said', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const taken = (server.address() as AddressInfo).port;
  const picks = [taken, taken];
  expect(await freePort(() => picks.shift() ?? randomInt(20_000, 32_000))).not.toBe(taken);
  expect(picks).toEqual([]);
  await expect(freePort(() => taken)).rejects.toThrow(/^none of 100 ports/);
  server.close();
});

test('a free port: is given once, since whoever asked may not listen on it yet', async () => {
  const first = await freePort();
  const picks = [first];
  const second = await freePort(() => picks.shift() ?? randomInt(20_000, 32_000));
  expect(picks).toEqual([]);
  expect(second).not.toBe(first);
  await expect(freePort(() => first)).rejects.toThrow(/^none of 100 ports/);
});
