import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHttpClient, type HttpClient, NoAnswer } from '../../src/delivery/http-client.ts';
import { startVendor, type Vendor } from './vendor-server.ts';

let vendor: Vendor;
let http: HttpClient;
beforeEach(async () => {
  vendor = await startVendor();
  http = createHttpClient({ connectTimeoutMs: 2000, answerTimeoutMs: 1000 });
});
afterEach(async () => {
  await http.close();
  await vendor.stop();
});

const failure = async (url: string): Promise<NoAnswer> => {
  const error = await http.send({ method: 'POST', url, body: '{}' }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof NoAnswer)) throw new Error(`expected NoAnswer, got ${error}`);
  return error;
};

test.each([200, 204, 302, 400, 404, 429, 500, 503])('send %i: any answer is an answer', async (status) => {
  vendor.script = [{ status, headers: { 'retry-after': '3', location: '/elsewhere' }, body: status === 204 ? '' : 'text' }];
  const answer = await http.send({ method: 'post', url: `${vendor.url}/a?b=c`, headers: { 'x-own': '1' }, body: 'hello' });
  expect(answer).toMatchObject({ status, headers: { 'retry-after': '3' }, text: status === 204 ? '' : 'text' });
  expect(vendor.calls).toHaveLength(1);
  expect(vendor.calls[0]).toMatchObject({ method: 'POST', path: '/a?b=c', text: 'hello', headers: { 'x-own': '1' } });
});

test('send, connection refused: not sent', async () => {
  const { url } = vendor;
  await vendor.stop();
  expect((await failure(url)).sent).toBe(false);
});

test('send, a server that speaks no TLS: not sent, because the handshake comes before the request', async () => {
  expect((await failure(vendor.url.replace('http:', 'https:'))).sent).toBe(false);
  expect(vendor.calls).toEqual([]);
});

test('send, connection reset within the TLS handshake: not sent', async () => {
  const server = createTcpServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    expect((await failure(`https://127.0.0.1:${(server.address() as AddressInfo).port}/`)).sent).toBe(false);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});

test('send, an address that is none: not sent', async () => {
  expect((await failure('nonsense')).sent).toBe(false);
});

test('send, connection closed after the request was read: may have been carried out, and is not repeated', async () => {
  vendor.script = ['hang-up'];
  expect((await failure(vendor.url)).sent).toBe(true);
  expect(vendor.calls).toHaveLength(1);
});

test('send, connection closed on a connection that served before: may have been carried out, and is not repeated', async () => {
  await http.send({ method: 'POST', url: vendor.url, body: '{}' });
  vendor.script = ['hang-up'];
  expect((await failure(vendor.url)).sent).toBe(true);
  expect(vendor.calls).toHaveLength(2);
});

test('send, no answer within the time: may have been carried out', async () => {
  vendor.script = ['silence'];
  expect((await failure(vendor.url)).sent).toBe(true);
  expect(vendor.calls).toHaveLength(1);
});

test.each([
  ['half an answer', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'],
  ['something that is not HTTP', 'SMTP ready\r\n'],
  ['an answer without an end', `HTTP/1.1 200 OK\r\nContent-Length: ${5 * 1024 * 1024}\r\n\r\n${'x'.repeat(5 * 1024 * 1024)}`],
])('send, %s: may have been carried out', async (_name, bytes) => {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => socket.end(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    expect((await failure(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)).sent).toBe(true);
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
});
