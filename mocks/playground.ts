import { readFile } from 'node:fs/promises';
import type { Places } from '../src/domain/places.ts';
import type { Playground, PlaygroundChange, PlaygroundReply, ThreadPlace } from '../src/domain/playground.ts';
import { AppError } from '../src/errors.ts';
import { createInboxSide } from './playground/inbox-side.ts';
import { createPhoneSide } from './playground/phone-side.ts';
import { inInbox, iso, onPhone } from './playground/shown-message.ts';
import { createPlaygroundControls } from './playground-controls.ts';
import type { SandboxChange, SandboxPeers } from './sandbox.ts';
import { metaJson } from './whatsapp/signature.ts';

/** The playground over both simulators. */
export function createPlayground(
  peers: Pick<SandboxPeers, 'whatsapp' | 'pipedrive' | 'numbers' | 'clock' | 'connected' | 'subscribe' | 'faults' | 'reset'>,
  places: Places,
): Playground {
  const { whatsapp, pipedrive, clock } = peers;
  const placeOf = async (to: PlaygroundReply['to']): Promise<ThreadPlace> => {
    if (!('phone' in to)) return to;
    const place = await places.find(to.phone);
    if (place) return place;
    throw new AppError(
      'NOT_FOUND',
      `Nobody has written from ${to.phone} yet, so there is no conversation to answer in. Let the customer write first: npm run trigger -- text --from ${to.phone}`,
    );
  };
  return {
    controls: createPlaygroundControls(peers),
    ...createPhoneSide(peers, places),
    ...createInboxSide(peers, places),
    watch: (changed) => peers.subscribe((change) => changed(changeOf(change))),
    deliver: (body) => whatsapp.deliver(metaJson(body)),
    async reply({ to, text, files }) {
      const { channelId, conversationId } = await placeOf(to);
      const read = async ({ name, contentType, path }: (typeof files)[number]) => ({ name, contentType, bytes: await readFile(path) });
      const { status, body } = await pipedrive.typeReply({ channelId, conversationId, text, files: await Promise.all(files.map(read)) });
      return { status, body };
    },
    async templates(wanted) {
      const channelId = wanted ?? pipedrive.channels()[0]?.id;
      if (channelId === undefined) throw new AppError('NOT_FOUND', 'The simulated inbox has no channel any more. Start the sandbox again.');
      return pipedrive.openTemplateMenu(channelId);
    },
    async conversation(phone) {
      const place = await places.find(phone);
      if (!place) return undefined;
      const thread = pipedrive.thread(place.channelId, place.conversationId);
      return {
        phone,
        name: place.name,
        now: iso(clock.now()),
        replyBy: thread?.replyBy ?? null,
        inbox: (thread?.messages ?? []).map((message) => inInbox(message, place.channelId, place.sourceUserId)),
        handset: whatsapp.phone(phone).map((message) => onPhone(message, whatsapp)),
      };
    },
  };
}

/** Without what is not known, and without the number of the phone. */
function changeOf(change: SandboxChange): PlaygroundChange {
  if (change.side === 'clock' || change.side === 'reset') return change;
  const { messageId } = change;
  const message = messageId === null ? {} : { messageId };
  if (change.side === 'phone') return { side: 'phone', ...message };
  const { channelId, conversationId } = change;
  return {
    side: 'inbox',
    ...(channelId === null ? {} : { channelId }),
    ...(conversationId === null ? {} : { conversationId }),
    ...message,
  };
}
