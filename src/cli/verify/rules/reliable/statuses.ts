import type { Conversation } from '../../provider-caller.ts';
import type { Customer, Rule, VerifyStage } from '../../rule.ts';
import { begin, failureOf, messageNow, onPhone, reply, statusEntry, withoutStatuses } from './scene.ts';
import { meta } from './sources.ts';

/** Sends a reply whose statuses only the rule tells. */
export async function replyInSilence(
  stage: VerifyStage,
  { conversation, customer }: { conversation: Conversation; customer: Customer },
): Promise<{ id: string; wamid: string }> {
  const text = stage.customers.unique('answer');
  const id = await reply(stage, conversation, text);
  const shown = await stage.eventually('the reply on the phone', () => onPhone(stage, customer.phone, text)[0]);
  return { id, wamid: shown.id };
}

/** Statuses come in any order and number and say how far a message got at least. */
export const statusRules = [
  {
    name: 'statuses/any-order-and-number',
    level: 'reliable',
    expects: 'Whatever the order and number of the statuses sent, delivered and read of a message, it ends as read.',
    source: meta.status,
    needs: ['webhook', 'whatsapp'],
    check: (stage: VerifyStage) =>
      withoutStatuses(stage, async () => {
        const scene = await begin(stage);
        const orders = [
          ['sent', 'delivered', 'read'],
          ['read', 'delivered', 'sent'],
          ['delivered', 'read', 'sent', 'delivered'],
          ['read', 'read', 'sent', 'sent'],
        ];
        for (const order of orders) {
          const { id, wamid } = await replyInSilence(stage, scene);
          for (const status of order) {
            await stage.webhook.deliver([{ statuses: [statusEntry(stage, scene.customer, wamid, status)] }], { retries: 3 });
          }
          await stage.settle();
          const { status } = await messageNow(stage, scene.conversation, id);
          stage.expect(status === 'read', `after ${order.join(', ')} the message is shown as ${status}`);
        }
      }),
  },
  {
    name: 'statuses/several-in-one-delivery',
    level: 'reliable',
    expects: 'Statuses of several messages in one delivery, in one list and in several changes, are all applied.',
    source: meta.status,
    needs: ['webhook', 'whatsapp'],
    check: (stage: VerifyStage) =>
      withoutStatuses(stage, async () => {
        const scene = await begin(stage);
        const replies = [await replyInSilence(stage, scene), await replyInSilence(stage, scene), await replyInSilence(stage, scene)];
        const entries = replies.map(({ wamid }) => statusEntry(stage, scene.customer, wamid, 'delivered'));
        await stage.webhook.deliver([{ statuses: entries.slice(0, 2) }, { statuses: entries.slice(2) }], { retries: 3 });
        await stage.settle();
        for (const { id } of replies) {
          const { status } = await messageNow(stage, scene.conversation, id);
          stage.expect(status === 'delivered', `one of three messages whose delivery was told at once is shown as ${status}`);
        }
      }),
  },
  {
    name: 'statuses/failed-then-delivered',
    level: 'reliable',
    expects: 'A message that was reported as failed by one device and delivered by another was delivered, whichever came first.',
    source: meta.status,
    needs: ['webhook', 'whatsapp'],
    check: (stage: VerifyStage) =>
      withoutStatuses(stage, async () => {
        const scene = await begin(stage);
        for (const order of [
          ['failed', 'delivered'],
          ['delivered', 'failed'],
        ]) {
          const { id, wamid } = await replyInSilence(stage, scene);
          for (const status of order) {
            const more = status === 'failed' ? failureOf(131026, 'Message undeliverable') : {};
            await stage.webhook.deliver([{ statuses: [statusEntry(stage, scene.customer, wamid, status, more)] }], { retries: 3 });
          }
          await stage.settle();
          const { status } = await messageNow(stage, scene.conversation, id);
          stage.expect(status === 'delivered', `after ${order.join(' and ')} the message is shown as ${status}`);
        }
      }),
  },
  {
    name: 'statuses/failure-is-shown',
    level: 'reliable',
    expects: 'A message that WhatsApp accepted and then reports as failed is shown as failed.',
    source: meta.status,
    needs: ['webhook', 'whatsapp'],
    check: (stage: VerifyStage) =>
      withoutStatuses(stage, async () => {
        const scene = await begin(stage);
        const { id, wamid } = await replyInSilence(stage, scene);
        const more = failureOf(131026, 'Message undeliverable');
        await stage.webhook.deliver([{ statuses: [statusEntry(stage, scene.customer, wamid, 'failed', more)] }], { retries: 3 });
        await stage.settle();
        const { status } = await messageNow(stage, scene.conversation, id);
        stage.expect(status === 'failed', `a message that failed is shown as ${status}`);
      }),
  },
  {
    name: 'statuses/unknown-word-is-harmless',
    level: 'reliable',
    expects: 'A status word of the future is answered 200, takes nothing back, and does not hide the statuses beside it.',
    source: meta.status,
    needs: ['webhook', 'whatsapp'],
    check: (stage: VerifyStage) =>
      withoutStatuses(stage, async () => {
        const scene = await begin(stage);
        const { id, wamid } = await replyInSilence(stage, scene);
        const entries = ['delivered', 'teleported', 'read', 'archived'].map((status) => statusEntry(stage, scene.customer, wamid, status));
        const answer = await stage.webhook.deliver([{ statuses: entries }], { retries: 3 });
        stage.expect(answer.status === 200, `a delivery with an unknown status was answered ${answer.status}`, [answer.evidence]);
        await stage.settle();
        const { status } = await messageNow(stage, scene.conversation, id);
        stage.expect(status === 'read', `after delivered, read and two unknown words the message is shown as ${status}`);
      }),
  },
] as const satisfies readonly Rule[];
