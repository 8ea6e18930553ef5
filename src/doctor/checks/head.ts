import type { Finding } from '../../domain/set-up-report.ts';
import { ask } from '../ask.ts';
import type { Bench } from '../bench.ts';
import { createFindings } from '../findings.ts';

/** How many conversations, and messages in each, are searched for a file to ask for. */
const LOOK_AT = 20;

/** Whether HEAD arrives: at a picture of ours, which is always there, and at the newest file of a message. */
export async function checkHead(bench: Bench): Promise<Finding[]> {
  const { findings, ok, skip, fault } = createFindings('head');
  const look = async (what: string, url: string): Promise<void> => {
    const asked = await ask(bench.http, { method: 'HEAD', url });
    if ('silence' in asked) fault('head-refused', `HEAD of ${what}: ${asked.silence.why}`);
    else if (asked.answer.status === 200 && asked.answer.headers['content-length'] !== undefined) ok(`HEAD of ${what} is answered`);
    else
      fault('head-refused', `HEAD of ${what} was answered ${asked.answer.status}${asked.answer.status === 200 ? ' without a length' : ''}`);
  };
  await look("a participant's picture", bench.ownPicture);
  const file = await newestFile(bench);
  if (file) await look('a file of a message', file);
  else skip('no message with a file is there yet; the same is asked of one as soon as there is');
  return findings;
}

async function newestFile({ store, mediaLink }: Bench): Promise<string | undefined> {
  for (const channel of await store.channels()) {
    if (channel.state === 'deleted') continue;
    for (const { id } of await store.conversations(channel.id, { limit: LOOK_AT })) {
      for (const message of await store.messages(channel.id, id, { limit: LOOK_AT })) {
        const [first] = message.attachmentCount > 0 ? await store.attachments(channel.id, message) : [];
        if (first) return mediaLink(channel.id, first.id);
      }
    }
  }
  return undefined;
}
