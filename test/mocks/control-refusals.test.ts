import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '../../generated/simulators/index.ts';
import { isLoopback } from '../../mocks/control/loopback.ts';
import type { OperationEntry } from '../../src/contract/operation.ts';
import { startBare } from '../contract/bare.ts';
import { proves } from '../contract/proof.ts';
import { openConnection, parseAnswer } from '../contract/raw.ts';
import { type ControlSetup, startControl } from './control-setup.ts';

/** Refusals that every operation shares: each documented one is met here, so a new operation is covered when it is written down. */
let control: ControlSetup;
beforeAll(async () => {
  control = await startControl({ bodyTimeoutMs: 200 });
});
afterAll(() => control.stop());

const operations: [string, OperationEntry][] = Object.entries(contract.operations);
const documenting = (status: number) => operations.filter(([, { responses }]) => String(status) in responses);
const addressOf = ({ path }: OperationEntry) => path.replace(/\{[^}]+\}/g, '7');
const typeOf = ({ requestBody }: OperationEntry) => requestBody?.contentTypes[0] ?? '';
const isForm = (entry: OperationEntry) => typeOf(entry) === 'multipart/form-data';
const limitOf = ({ extensions }: OperationEntry) => Number(extensions['max-body-bytes'] ?? 1024 * 1024);

test.each(documenting(403))('%s 403: a name that is not this machine, or a page of another site', async (_id, entry) => {
  const json = entry.requestBody ? { headers: { 'content-type': 'application/json' }, body: Buffer.from('{}') } : {};
  const strangers = [
    { host: 'evil.example' },
    { host: '127.0.0.1.evil.example:4000' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ];
  for (const headers of strangers) {
    const answer = await control.call(entry.method.toUpperCase(), addressOf(entry), {
      ...json,
      headers: { ...json.headers, ...headers } as never,
    });
    expect(proves(answer).json.code).toBe('FORBIDDEN');
  }
});

test.each(documenting(408))('%s 408: a body that stalls', async (_id, entry) => {
  const connection = await openConnection(control.controlUrl);
  connection.write(
    `${entry.method.toUpperCase()} ${addressOf(entry)} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${typeOf(entry)}; boundary=x\r\nContent-Length: 50\r\n\r\n{`,
  );
  proves(parseAnswer(await connection.closed()));
});

test.each(documenting(413))('%s 413: more than the operation takes', async (_id, entry) => {
  const connection = await openConnection(control.controlUrl);
  const file = '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\nContent-Type: image/png\r\n\r\n1\r\n';
  const form = `${file}${file}--x--\r\n`;
  const length = isForm(entry) ? form.length : limitOf(entry) + 1;
  connection.write(
    `${entry.method.toUpperCase()} ${addressOf(entry)} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${typeOf(entry)}; boundary=x\r\nConnection: close\r\n` +
      `Content-Length: ${length}\r\n\r\n${isForm(entry) ? form : ''}`,
  );
  proves(parseAnswer(await connection.closed()));
});

test.each(documenting(415))('%s 415: another content type', async (_id, entry) => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const { json } = proves(await control.call(entry.method.toUpperCase(), addressOf(entry), { headers, body: Buffer.from('from=1') }));
  expect(json.detail).toContain(typeOf(entry));
});

test.each(documenting(500))('%s 500: a fault of the simulators keeps its words inside', async (id, entry) => {
  const bare = await startBare('simulators', id);
  try {
    const good = examples[id];
    const body = isForm(entry)
      ? '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\nContent-Type: image/png\r\n\r\n1\r\n--x--\r\n'
      : JSON.stringify(good ?? {});
    const method = entry.method.toUpperCase() as 'POST';
    const headers = { 'content-type': isForm(entry) ? 'multipart/form-data; boundary=x' : typeOf(entry) };
    const answer = await bare.call(addressOf(entry), { method, ...(entry.requestBody ? { headers, body } : {}) });
    expect(proves(answer).json.code).toBe('INTERNAL_ERROR');
  } finally {
    await bare.stop();
  }
});

/** A body that fits, for those operations to which `{}` does not. */
const examples: Readonly<Record<string, unknown>> = {
  writeAsCustomer: { from: '15551230001', text: 'hello' },
  readAsCustomer: { address: '15551230001' },
  putCompany: { name: 'x' },
  shareApp: { isShared: true },
  giveConsent: { decision: 'allow' },
  registerChannel: { providerChannelId: 'ch_1', name: 'x' },
  issueToken: { kind: 'code' },
  setFault: { side: 'whatsapp', kind: 'hold' },
  changeSettings: { whatsapp: {} },
  restoreSnapshot: { version: 1, at: '2026-11-20T09:00:00Z', control: {}, whatsapp: {}, pipedrive: {} },
};

test('isLoopback: names and literals of this machine with any port, and nothing that only looks like one', () => {
  for (const host of ['localhost', 'LOCALHOST:4000', 'app.localhost:80', '127.0.0.1', '127.9.8.7:4000', '[::1]', '[::1]:4000']) {
    expect(isLoopback(host), host).toBe(true);
  }
  const others = [
    '',
    'localhost.evil.example',
    'evil-localhost',
    '127.0.0.1.evil.example',
    '128.0.0.1',
    '0.0.0.0',
    '[::2]',
    'a@127.0.0.1',
    '127.0.0.1/x',
    undefined,
  ];
  for (const host of others) expect(isLoopback(host), String(host)).toBe(false);
});

test('an address that no operation has is 404, a method that it does not know 405', async () => {
  expect((await control.get('/nowhere')).status).toBe(404);
  const { status, headers } = await control.call('DELETE', '/clock');
  expect([status, headers['allow']]).toEqual([405, 'HEAD, GET']);
});
