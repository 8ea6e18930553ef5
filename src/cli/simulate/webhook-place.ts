import { request } from 'undici';
import { SIMULATE } from './called.ts';
import { UsageError } from './usage-error.ts';

/** Lets a control API send its webhooks to `url`; returns how to put back what was set before. Throws UsageError when nobody answers there. */
export async function placeInBetween(control: string, url: string): Promise<() => Promise<void>> {
  const settings = `${control.replace(/\/+$/, '')}/settings`;
  const before = (await call('GET', settings)) as { whatsapp: { webhookUrl: string | null } };
  const set = (webhookUrl: string) => call('PATCH', settings, { whatsapp: { webhookUrl } });
  await set(url);
  const { webhookUrl } = before.whatsapp;
  return async () => {
    // Simulators that have stopped in the meantime have nothing to put back.
    if (webhookUrl !== null) await set(webhookUrl).catch(() => undefined);
  };
}

async function call(method: 'GET' | 'PATCH', url: string, body?: unknown): Promise<unknown> {
  let answer: { status: number; text: string };
  try {
    const response = await request(url, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    answer = { status: response.statusCode, text: await response.body.text() };
  } catch {
    throw new UsageError(`Nobody answers at ${new URL(url).origin}. Are the simulators running there? ${SIMULATE}, or npm start`, 1);
  }
  if (answer.status !== 200) throw new UsageError(`${url} answered ${answer.status}; it is no control API of the simulators.`, 1);
  return JSON.parse(answer.text) as unknown;
}
