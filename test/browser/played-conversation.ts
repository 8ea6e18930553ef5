import { readFile } from 'node:fs/promises';
import type { Sandbox } from './sandbox.ts';

const NUMBER = '106540352242922';
const [ANA, BEN, CHIARA] = ['15551230001', '15551230002', '15551230003'] as const;

/** Three customers: one with a bit of everything, one who cannot be reached, one whom nobody has answered yet. */
export async function playConversation(sandbox: Sandbox): Promise<void> {
  const people = { [ANA]: 'Ana Pereira', [BEN]: 'Ben Costa', [CHIARA]: 'Chiara Rossi' };
  for (const [phone, name] of Object.entries(people)) await sandbox.ask('PUT', `/people/${phone}`, { name });
  const write = (phone: string, message: object) => sandbox.ask<{ messageId: string }>('POST', `/chats/${phone}/${NUMBER}`, message);
  const pdf = await readFile(new URL('../../mocks/files/offer.pdf', import.meta.url));
  const offer = new File([pdf], 'offer.pdf', { type: 'application/pdf' });

  await write(CHIARA, { text: 'Our engine does not start any more. When can somebody come?' });
  await write(BEN, { text: 'Can you send me the price list?' });
  await sandbox.ask('PUT', `/people/${BEN}`, { reachable: false });
  await shown(sandbox, BEN, 1);
  await sandbox.reply(BEN, 'Here it is.', [offer]);
  await write(ANA, { text: 'Hello, do you still have berths for spring?' });
  await shown(sandbox, ANA, 1);
  await sandbox.reply(ANA, 'Hello Ana, we do: a 9 m berth is free from 1 March. The offer is attached.', [offer]);
  await write(ANA, { sample: 'image' });
  const { messageId } = await write(ANA, { text: 'Would this one fit?' });
  await write(ANA, { sample: 'voice' });
  await write(ANA, { text: 'It is 7.40 m long.', replyTo: messageId });
  await shown(sandbox, ANA, 6);
  await sandbox.reply(ANA, 'It fits. Shall I book it?');
  await shown(sandbox, ANA, 7, 'read');
}

/** Waits until the inbox has so many messages of the conversation, and the last one got so far. */
async function shown(sandbox: Sandbox, phone: string, count: number, status?: string): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (performance.now() < deadline) {
    const { inbox } = await sandbox.ask<{ inbox: { status: string }[] }>('GET', `/conversations/${phone}`).catch(() => ({ inbox: [] }));
    if (inbox.length >= count && (status === undefined || inbox.at(-1)?.status === status)) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  throw new Error(`the inbox did not show ${count} messages of ${phone} within 30 s`);
}
