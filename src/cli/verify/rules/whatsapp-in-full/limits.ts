import type { Rule, VerifyStage } from '../../rule.ts';
import { whileTimePasses } from '../reliable/reply.ts';
import { begin, HOUR, MINUTE, onPhone, orderOf, passTime, sameOrder, withFaults, within } from '../reliable/scene.ts';
import { meta } from '../reliable/sources.ts';

/** WhatsApp takes 45 messages to one customer ahead of time, then one every 6 seconds. */
const MANY = 48;

const CAPABILITY = { level: 'reliable', capability: 'whatsapp-in-full' } as const;

/** WhatsApp's limits slow replies down; they lose none. */
export const limitRules = [
  {
    ...CAPABILITY,
    name: 'limits/one-customer-does-not-hold-up-another',
    expects: 'While WhatsApp asks for a slower pace with one customer (131056), everybody else is answered without waiting for that one.',
    source: meta.limits,
    needs: ['webhook', 'whatsapp', 'clock'],
    check: (stage: VerifyStage) =>
      withLimits(stage, async () => {
        const [slow, other] = [await begin(stage), await begin(stage)];
        const many = Array.from({ length: MANY }, (_, index) => stage.customers.unique(`of-many-${index}`));
        const sent = many.map((text) => stage.provider.reply({ conversation: slow.conversation, text }));
        const one = stage.customers.unique('to another');
        const answer = await whileTimePasses(stage, stage.provider.reply({ conversation: other.conversation, text: one }));
        stage.expect(answer.status === 200, `a reply to another customer was answered ${answer.status}`, [answer.evidence]);
        const answers = await whileTimePasses(stage, Promise.all(sent));
        const taken = many.filter((_, index) => answers[index]?.status === 200);
        const arrived = (text: string) => onPhone(stage, slow.customer.phone, text)[0]?.at;
        await within(stage, 12 * HOUR, 'every reply that was taken on its phone', () => taken.every((text) => arrived(text) !== undefined));
        const last = Math.max(...taken.map((text) => arrived(text) ?? 0));
        const at = onPhone(stage, other.customer.phone, one)[0]?.at;
        stage.expect(
          at !== undefined && (taken.length < 46 || at < last),
          'a customer had to wait until the limit of another one was over',
        );
      }),
  },
  {
    ...CAPABILITY,
    name: 'limits/pair-limit-loses-nothing',
    expects: 'More replies to one customer than WhatsApp takes at once all arrive, once and in order.',
    source: meta.limits,
    needs: ['webhook', 'whatsapp', 'clock'],
    check: (stage: VerifyStage) =>
      withLimits(stage, async () => {
        const { customer, conversation } = await begin(stage);
        const texts: string[] = [];
        for (let index = 0; index < MANY; index++) {
          const text = stage.customers.unique(`of-many-${index}`);
          const { status } = await whileTimePasses(stage, stage.provider.reply({ conversation, text }));
          if (status === 200) texts.push(text);
        }
        await within(stage, 12 * HOUR, 'every reply that was taken on the phone', () =>
          texts.every((text) => onPhone(stage, customer.phone, text).length > 0),
        );
        stage.expect(texts.length >= 45, `of ${MANY} replies to one customer ${MANY - texts.length} were refused`);
        stage.expect(
          sameOrder(orderOf(texts, onPhone(stage, customer.phone, '')), texts),
          'replies beyond the limit arrived in another order, or twice',
        );
      }),
  },
  {
    ...CAPABILITY,
    name: 'limits/throughput-loses-nothing',
    expects: 'After 130429, the limit of the number, replies to several customers are sent later, each once.',
    source: meta.limits,
    needs: ['webhook', 'whatsapp', 'clock'],
    check: (stage: VerifyStage) =>
      withFaults(stage.whatsapp, async () => {
        const scenes = [await begin(stage), await begin(stage), await begin(stage)];
        stage.whatsapp.faults.failNext('sendMessage', { status: 400, code: 130429, times: 4 });
        const replies = scenes.map((scene) => ({ scene, text: stage.customers.unique('answer') }));
        const answers = await whileTimePasses(
          stage,
          Promise.all(replies.map(({ scene, text }) => stage.provider.reply({ conversation: scene.conversation, text }))),
        );
        const taken = replies.filter((_, index) => answers[index]?.status === 200);
        await within(stage, 2 * HOUR, 'every reply that was taken on its phone', () =>
          taken.every(({ scene, text }) => onPhone(stage, scene.customer.phone, text).length > 0),
        );
        await passTime(stage, 10 * MINUTE, 2);
        for (const { scene, text } of taken)
          stage.expect(onPhone(stage, scene.customer.phone, text).length === 1, 'a reply beyond the limit was sent twice');
        stage.expect(taken.length > 0, 'every reply was refused because of the limit of the number');
      }),
  },
] as const satisfies readonly Rule[];

/** The limits that WhatsApp documents, whatever the simulator was started with. */
async function withLimits(stage: VerifyStage, work: () => Promise<void>): Promise<void> {
  const { limits } = stage.whatsapp.settings();
  stage.whatsapp.configure({ limits: { messagesPerSecond: 80, pair: true } });
  try {
    await work();
  } finally {
    stage.whatsapp.configure({ limits });
  }
}
