import type { Rule, VerifyStage } from '../../rule.ts';
import { begin, HOUR, inInbox, withFaults, within } from '../reliable/scene.ts';
import { documents, pipedrive } from '../reliable/sources.ts';

/** What is gone from the inbox. The rule that removes the channel under test stands last. */
export const removalRules = [
  {
    name: 'removal/an-unknown-conversation-is-given-whole',
    level: 'reliable',
    capability: 'pipedrive-in-full',
    expects:
      'When the inbox refused the first message of a conversation, the next one brings it in: Pipedrive asks for the conversation and is given all of it.',
    source: documents.getConversation,
    needs: ['webhook', 'pipedrive', 'clock'],
    check: (stage: VerifyStage) =>
      withFaults(stage.pipedrive, async () => {
        stage.pipedrive.faults.failNext('receiveMessage', { status: 400, code: 'INVALID_RECEIVE_MESSAGE_PAYLOAD' });
        const { customer, conversation, hello } = await begin(stage);
        await stage.settle();
        const { text } = await customer.writes(stage.customers.unique('second'));
        await within(stage, HOUR, 'the second message in the inbox', () => inInbox(stage, conversation, text).length === 1);
        await stage.settle();
        stage.expect(inInbox(stage, conversation, hello).length === 1, 'a conversation in the inbox lacks what was written before');
        const shown = stage.pipedrive.conversations(stage.channelId).find(({ id }) => id === conversation.id);
        const roles = shown?.participants.map(({ role }) => role) ?? [];
        const isComplete = roles.filter((role) => role === 'source_user').length === 1 && roles.includes('end_user');
        stage.expect(isComplete, `the inbox learnt of a conversation with the participants ${roles.join(', ') || 'none'}`);
      }),
  },
  {
    name: 'removal/nothing-follows-a-removed-channel',
    level: 'reliable',
    capability: 'pipedrive-in-full',
    expects: 'After the user removed the channel, webhooks are still answered 200 and nothing more is sent to the inbox.',
    source: pipedrive.implementing,
    needs: ['webhook', 'pipedrive', 'clock', 'destructive'],
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      // Another rule may have removed it already.
      if ((await stage.provider.call('getConversations')).status === 200) {
        const { status } = await stage.pipedrive.deleteChannel(stage.channelId);
        stage.expect(status === 200, `deleteChannelById was answered ${status}`);
      }
      await stage.settle();
      const sent = stage.pipedrive.received.length;
      const text = stage.customers.unique('after the end');
      const message = customer.message({ type: 'text', text: { body: text } });
      const answer = await stage.webhook.deliver([{ contacts: [customer.contact()], messages: [message] }], { retries: 2 });
      stage.expect(answer.status === 200, `a webhook for a removed channel was answered ${answer.status}; Meta repeats that for days`, [
        answer.evidence,
      ]);
      await stage.advance(6 * HOUR);
      await stage.settle();
      stage.expect(stage.pipedrive.received.length === sent, 'messages are still sent to the inbox of a removed channel');
    },
  },
] as const satisfies readonly Rule[];
