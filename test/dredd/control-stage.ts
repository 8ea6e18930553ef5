import { createMovableClock } from '../../mocks/clock.ts';
import { createSimulators, type Simulators } from '../../mocks/simulators.ts';
import { ANA, START } from '../contract/stage.ts';
import { changeOf, deliveryOf, textMessage } from '../support/webhooks.ts';
import { type Bench, FILE } from './bench.ts';

/** Simulators with a control API, whose inbox shows the bench's provider. */
export interface ControlStage {
  simulators: Simulators;
  /** Of the control API. */
  url: string;
  /** Ids by the names of the path parameters: a customer, a channel, a conversation, and a message with a file in it. */
  here: Readonly<Record<'address' | 'channelId' | 'conversationId' | 'messageId' | 'attachmentId', string>>;
  /** A conversation with more messages than the inbox has loaded. */
  talkative: string;
  /** Registers a channel and waits until the inbox has read it in. */
  register(channelId: string): Promise<void>;
  /** Where webhooks and the inbox's calls go from now on; empty: nowhere. */
  connect(to: { webhook: string; provider: string }): void;
  /** Back to the state after the start. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export async function startControlStage(bench: Bench): Promise<ControlStage> {
  const { stage, ids } = bench;
  const { config, channelId } = stage;
  const home = { webhook: `${stage.url}/webhooks/whatsapp`, provider: stage.url };
  let far = home;
  const simulators = createSimulators({
    clock: createMovableClock({ startMs: START, running: false }),
    appSecret: config.whatsapp.appSecrets[0] ?? '',
    verifyToken: config.whatsapp.verifyToken,
    clientId: config.pipedrive.clientId,
    clientSecret: config.pipedrive.clientSecret,
    webhookUrl: () => far.webhook,
    providerUrl: () => far.provider,
  });
  const { controlUrl, pipedriveUrl } = await simulators.start();
  const register = (id: string) => {
    simulators.pipedrive.registerChannel({ name: 'Harbour Sales', provider_channel_id: id, provider_type: 'whatsapp' });
    return simulators.pipedrive.idle();
  };
  await stage.deliver(manyMessages(stage.clock.now()));
  await register(channelId);
  await simulators.whatsapp.write({ from: ANA, message: { type: 'text', text: 'Is anybody there?' } });
  const file = await receiveFile(bench, `${pipedriveUrl}/v1/channels/messages/receive`, simulators.credentials.pipedriveAccessToken);
  await simulators.pipedrive.idle();
  const good = simulators.snapshot();
  return {
    simulators,
    url: controlUrl,
    here: { address: ANA, channelId, conversationId: ids.sourceConversationId, ...file },
    talkative: simulators.pipedrive.conversations(channelId).find(({ id }) => id !== ids.sourceConversationId)?.id ?? '',
    register,
    connect(to) {
      far = to;
    },
    async settle() {
      far = home;
      await simulators.pipedrive.idle();
      await simulators.restore(good);
      await bench.settle();
    },
    stop: () => simulators.stop(),
  };
}

/** Another customer's messages, more than fit on one page. */
function manyMessages(now: number) {
  const from = '15551230002';
  const messages = Array.from({ length: 60 }, (_, index) => textMessage(`Question ${index}`, { from, at: now - 1000 * (60 - index) }));
  return deliveryOf(changeOf({ messages }, { from, name: 'Luis Ortega' }));
}

/** Puts a message with a file, whose address can be reached from here, into the inbox. */
async function receiveFile({ stage, ids, mediaLink }: Bench, url: string, token: string) {
  const [messageId, attachmentId] = ['ms_with_a_file', 'at_a_file'];
  const attachment = { id: attachmentId, type: 'application/pdf', name: 'offer.pdf', size: FILE.length, url: stage.url + mediaLink };
  const message = {
    id: messageId,
    channel_id: ids.providerChannelId,
    sender_id: ids.senderId,
    conversation_id: ids.sourceConversationId,
    message: '',
    status: 'delivered',
    created_at: new Date(stage.clock.now()).toISOString(),
    reply_by: null,
    attachments: [
      { ...attachment, preview_url: null, link_expires: true },
      { ...attachment, id: 'at_out_of_reach', url: 'http://127.0.0.1:9/file', preview_url: null, link_expires: true },
    ],
  };
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(message) });
  if (answer.status !== 200) throw new Error(`the inbox did not take the message: ${answer.status} ${await answer.text()}`);
  return { messageId, attachmentId };
}
