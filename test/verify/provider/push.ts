import { randomUUID } from 'node:crypto';
import { type Call, callOut } from './call-out.ts';
import type { Errand } from './disk.ts';
import type { Process } from './process.ts';
import type { Verdict } from './queues.ts';
import { attachmentView, filesOf, senderOf, textOf, when } from './view.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10 * 60_000;
const DAY_MS = 24 * 3_600_000;

/** 0.5 s, 1 s, 2 s … 10 min. */
export const waitAfter = (tries: number): number => Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1));

/** The call that puts a message into Pipedrive's inbox, or tells how far it has come. */
export function pushOf(process: Process, errand: Errand): Call {
  const { disk, settings, faulty } = process;
  const item = disk.items.get(errand.itemId);
  const thread = disk.threads.get(errand.threadId);
  if (!item || !thread) throw new Error('an errand without its message');
  const body = {
    id: faulty('retry-with-new-id') && errand.tries > 1 ? `in.${randomUUID()}` : item.id,
    channel_id: thread.inboxId,
    sender_id: senderOf(item, thread, process),
    conversation_id: thread.id,
    message: textOf(item, process),
    status: errand.progress,
    created_at: when(item.atMs, process),
    reply_by: null,
    ...(faulty('no-attachments-array')
      ? {}
      : { attachments: filesOf(item).map((file) => ({ ...attachmentView(process, thread, file), preview_url: null })) }),
  };
  return {
    url: `${settings.pipedriveUrl}/v1/channels/messages/receive`,
    method: 'POST',
    headers: { authorization: `Bearer ${settings.pipedriveToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** One attempt. Only a body that Pipedrive will never take ends it; anything else is tried again, for as long as it takes. */
export async function push(process: Process, errand: Errand): Promise<Verdict> {
  const { settings, power, faulty, disk } = process;
  const { status, headers } = await callOut(settings.clock, power, pushOf(process, errand));
  if (status === 200) return 'over';
  if (gaveUp(process, status, errand)) return 'over';
  if (status === 400 || status === 422) {
    disk.aside.push(errand);
    return 'over';
  }
  const asked = faulty('retry-after-ignored') ? 0 : Number(headers['retry-after'] ?? 0) * 1000 || 0;
  const againInMs = status === 429 && faulty('retry-after-ignored') ? 0 : Math.max(asked, waitAfter(errand.tries));
  return { againInMs, behind: faulty('retry-reorders') };
}

const gaveUp = ({ faulty, settings }: Process, status: number, errand: Errand): boolean =>
  (faulty('gives-up-at-500') && status >= 500) ||
  (faulty('gives-up-at-429') && status === 429) ||
  (faulty('gives-up-at-401') && status === 401) ||
  (faulty('gives-up-without-answer') && status === 0) ||
  (faulty('gives-up-after-a-day') && settings.clock.now() - errand.sinceMs > DAY_MS);
