import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { until } from '../support/provider.ts';
import { anyPorts, found, type Program, ready, simulate, type, useFolder } from './simulate-programs.ts';

const dataDir = useFolder();

test('simulate: --state keeps everything over a stop, readable by the owner only', async () => {
  const state = join(dataDir(), 'state.json');
  const first = await ready(simulate(...anyPorts, '--state', state));
  await type(`curl -s -X PUT --json '{"name":"Ana Pereira"}' ${found(/control API +(http:\S+)/, first.out)}/people/15551230001`);
  first.process.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect((await stat(state)).mode & 0o777).toBe(0o600);

  const second = await ready(simulate(...anyPorts, '--state', state));
  const { people } = JSON.parse(await type(`curl -s ${found(/control API +(http:\S+)/, second.out)}/people`));
  expect(people).toMatchObject([{ phone: '15551230001', name: 'Ana Pereira' }]);
});

test('simulate: --state keeps made-up secrets: what a provider was given still opens both sides, and is what is printed', async () => {
  const state = join(dataDir(), 'state.json');
  const begin = async (...more: string[]) => {
    const program = simulate(...anyPorts, '--json', '--state', state, ...more);
    await until(() => program.out.includes('\n'), 'the line of JSON');
    return { program, printed: JSON.parse(program.out) as Record<string, string> };
  };
  const secretsOf = ({
    appSecret,
    verifyToken,
    whatsappAccessToken,
    clientId,
    clientSecret,
    pipedriveAccessToken,
  }: Record<string, string>) => ({
    ...{ appSecret, verifyToken, whatsappAccessToken, clientId, clientSecret, pipedriveAccessToken },
  });
  const stop = async ({ process, ended }: Program) => {
    process.kill('SIGTERM');
    expect(await ended).toBe(0);
  };
  const { program: first, printed } = await begin();
  await stop(first);
  const { program: second, printed: again } = await begin();
  expect(secretsOf(again)).toEqual(secretsOf(printed));
  const me = { headers: { authorization: `Bearer ${printed['pipedriveAccessToken']}` } };
  expect((await fetch(`${again['pipedriveUrl']}/v1/users/me`, me)).status).toBe(200);
  const number = { headers: { authorization: `Bearer ${printed['whatsappAccessToken']}` } };
  expect((await fetch(`${again['whatsappUrl']}/v26.0/106540352242922`, number)).status).toBe(200);
  await stop(second);

  // What the command line says holds against what was saved.
  const { program: third, printed: told } = await begin('--app-secret', 's3cret', '--verify-token', 't0ken', '--no-limits');
  expect(secretsOf(told)).toEqual({ ...secretsOf(printed), appSecret: 's3cret', verifyToken: 't0ken' });
  const { whatsapp } = (await (await fetch(`${told['controlUrl']}/settings`)).json()) as { whatsapp: { limits: unknown } };
  expect(whatsapp.limits).toBe(false);
  await stop(third);
});

test('simulate: a webhook that never answers does not hold up the stop', async () => {
  const reached = Promise.withResolvers<void>();
  const silent = createServer(() => reached.resolve());
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  try {
    const webhook = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
    const program = await ready(simulate(...anyPorts, '--webhook', webhook));
    const control = found(/control API +(http:\S+)/, program.out);
    const body = JSON.stringify({ from: '15551230001', text: 'hello' });
    const writing = fetch(`${control}/customers/messages`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    await reached.promise;
    program.process.kill('SIGTERM');
    // The stop ends it: the simulator's own patience with a webhook is longer than a test may take.
    expect((await writing).status).toBe(502);
    expect(await program.ended).toBe(0);
  } finally {
    silent.closeAllConnections();
    silent.close();
  }
});
