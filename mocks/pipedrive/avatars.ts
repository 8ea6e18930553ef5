import { AppError } from '../../src/errors.ts';
import { isObject } from './conversation-reading.ts';
import type { ProviderSchemas } from './options.ts';
import type { ProviderAnswer } from './provider-client.ts';
import { decodedBody } from './transcript.ts';
import { channelOf, inboxWith, type OpenChannel, type PipedriveWorld, reporter } from './world.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What was asked for a picture, in order. Status 0: no answer came. */
export interface AvatarStep {
  call: 'head' | 'getSenderById';
  status: number;
}

export interface ShownAvatar {
  /** null: no picture. */
  url: string | null;
  steps: AvatarStep[];
}

type Participant = ProviderSchemas['Participant'];

/** Whether a picture that expires has not been looked at for a day. */
export const isAvatarDue = ({ clock }: PipedriveWorld, { inbox }: OpenChannel, { id, avatar_expires }: Participant): boolean => {
  if (!avatar_expires) return false;
  const { url, checkedAt } = inbox.avatar(id);
  return url !== null && (checkedAt === null || clock.now() - checkedAt >= DAY_MS);
};

/**
 * A participant's picture as the inbox shows it. One that expires is looked at with HEAD at most once a day, and where that fails the
 * provider is asked for another; one that is to be fetched is asked for once. Everything else needs no call.
 */
export async function lookAfterAvatar(world: PipedriveWorld, channel: OpenChannel, participant: Participant): Promise<ShownAvatar> {
  const avatar = channel.inbox.avatar(participant.id);
  const steps: AvatarStep[] = [];
  if (avatar.url !== null && isAvatarDue(world, channel, participant)) {
    // Set before the call, so that two updates at the same moment ask once.
    avatar.checkedAt = world.clock.now();
    const { status } = await world.provider.link('HEAD', avatar.url);
    steps.push({ call: 'head', status });
    if (status < 200 || status > 299) steps.push(await askForAvatar(world, channel, participant.id));
  } else if (avatar.url === null && participant.fetch_avatar && avatar.askedAt === null) {
    steps.push(await askForAvatar(world, channel, participant.id));
  }
  return { url: avatar.url, steps };
}

/** The salesperson looks at a participant. Rejects with an AppError NOT_FOUND when there is none with that id. */
export async function showAvatar(
  world: PipedriveWorld,
  channelId: string,
  conversationId: string,
  participantId: string,
): Promise<ShownAvatar> {
  const inbox = inboxWith(world, channelId, conversationId);
  const participant = inbox.participants(conversationId).find(({ id }) => id === participantId);
  if (!participant) throw new AppError('NOT_FOUND', `The conversation has no participant ${participantId}.`);
  return lookAfterAvatar(world, channelOf(world, channelId), participant);
}

async function askForAvatar(world: PipedriveWorld, channel: OpenChannel, senderId: string): Promise<AvatarStep> {
  const report = reporter(world);
  const avatar = channel.inbox.avatar(senderId);
  avatar.askedAt = world.clock.now();
  const channelId = channel.registration.provider_channel_id;
  const answer = await world.provider.call('getSenderById', { providerChannelId: channelId, senderId });
  const sender = senderOf(answer);
  if (answer.status !== 200) report({ kind: 'provider-failed', detail: `getSenderById answered ${answer.status || 'nothing'}` });
  else if (!sender) report({ kind: 'unreadable', detail: 'getSenderById answered without id, name and avatar_url in data' });
  else if (sender.id !== senderId) report({ kind: 'wrong-sender', detail: 'getSenderById describes somebody else than was asked for' });
  else avatar.url = sender.avatar_url || null;
  return { call: 'getSenderById', status: answer.status };
}

function senderOf({ status, body }: ProviderAnswer): { id: string; avatar_url: string } | undefined {
  const json = status === 200 ? decodedBody(body) : undefined;
  const data = isObject(json) ? json['data'] : undefined;
  if (!isObject(data) || typeof data['id'] !== 'string' || typeof data['name'] !== 'string') return undefined;
  const url = data['avatar_url'] ?? '';
  return typeof url === 'string' ? { id: data['id'], avatar_url: url } : undefined;
}
