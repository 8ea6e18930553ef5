import { createHmac } from 'node:crypto';
import { freePort } from '../../src/cli/verify/free-port.ts';
import { onlyConversation, type Stage, startStage } from '../contract/stage.ts';

/** A provider and both simulators in this process, on a clock that only moves when it is told to, with one conversation in the provider. */
export interface Bench {
  stage: Stage;
  whatsappUrl: string;
  pipedriveUrl: string;
  whatsappToken: string;
  basic: string;
  /** Ids of the one conversation, by the names of the path parameters. */
  ids: Readonly<Record<'providerChannelId' | 'sourceConversationId' | 'sourceMessageId' | 'senderId', string>>;
  /** The participant who is the business. */
  sourceUserId: string;
  /** The address of a file of the conversation, path and query. */
  mediaLink: string;
  /** X-Hub-Signature-256 of a webhook. */
  signature(body: string): string;
  /** Puts right whatever a transaction broke, and lets the rate limits refill. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** How many requests at once a channel may make here; a transaction makes fewer. */
export const BURST = 5;
export const CONSOLE_TOKEN = 'console-token';
export const FILE = '%PDF-1.7 the bytes of an offer';

export async function startBench(): Promise<Bench> {
  const port = String(await freePort());
  // The inbox reads files under the public address.
  const env = { CONSOLE_TOKEN, PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}` };
  const stage = await startStage({ env, parts: { providerRate: { perSecond: 1, burst: BURST } } });
  const { settings } = stage.peers;
  const refill = () => stage.clock.advance(BURST * 1000);
  const { clientId, clientSecret } = stage.config.pipedrive;
  await refill();
  await stage.write('Hello, do you still have berths for spring?');
  const { id: conversationId, sourceUserId, endUserId, conversation } = await onlyConversation(stage);
  await refill();
  const files = [{ name: 'offer.pdf', contentType: 'application/pdf', bytes: Buffer.from(FILE) }];
  const sent = await stage.peers.pipedrive.typeReply({ channelId: stage.channelId, conversationId, text: '', files });
  const { data } = JSON.parse(sent.body) as { data: { id: string } };
  const { json } = await stage.call(`/api/channels/${stage.channelId}/messages/${data.id}`);
  const link = new URL((json as { attachments: { url: string }[] }).attachments[0]?.url ?? '');

  const settle = async () => {
    stage.breakStore(undefined);
    await stage.setState('active');
    stage.peers.whatsapp.faults.clear();
    stage.peers.pipedrive.faults.clear();
    await refill();
  };
  await settle();
  return {
    stage,
    whatsappUrl: settings['WHATSAPP_API_URL'] ?? '',
    pipedriveUrl: settings['PIPEDRIVE_API_URL'] ?? '',
    whatsappToken: settings['WHATSAPP_ACCESS_TOKEN'] ?? '',
    basic: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
    ids: {
      providerChannelId: stage.channelId,
      sourceConversationId: conversationId,
      sourceMessageId: conversation.messages[0]?.id ?? '',
      senderId: endUserId,
    },
    sourceUserId,
    mediaLink: link.pathname + link.search,
    signature: (body) =>
      `sha256=${createHmac('sha256', stage.config.whatsapp.appSecrets[0] ?? '')
        .update(body)
        .digest('hex')}`,
    settle,
    stop: () => stage.stopAll(),
  };
}
