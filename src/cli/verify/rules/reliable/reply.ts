import type { Rule, VerifyStage } from '../../rule.ts';
import { begin, HOUR, MINUTE, messageNow, onPhone, orderOf, reply, sameOrder, withFaults, within } from './scene.ts';
import { documents, meta } from './sources.ts';

/** What a salesperson answers reaches the customer's phone, once. */
export const replyRules = [
  {
    name: 'reply/reaches-the-phone-once',
    level: 'reliable',
    expects:
      'A reply reaches the phone of the customer of that conversation, once and word for word, and is served under the id that postMessage gave.',
    source: documents.postMessage,
    needs: ['webhook', 'whatsapp'],
    async check(stage: VerifyStage) {
      const { customer, conversation } = await begin(stage);
      const text = `${stage.customers.unique('answer')} – 50 % off, see you at 9:30 👍`;
      const id = await reply(stage, conversation, text);
      const shown = await stage.eventually('the reply on the phone', () => onPhone(stage, customer.phone, text)[0]);
      await stage.settle();
      stage.expect(onPhone(stage, customer.phone, text).length === 1, 'a reply reached the phone more than once');
      stage.expect(shown.text === text, 'the words on the phone are not the words of the reply');
      const { message } = await messageNow(stage, conversation, id);
      stage.expect(message.includes(text), 'getMessageById shows other words under the id of the reply');
    },
  },
  {
    name: 'reply/nothing-is-sent-unasked',
    level: 'reliable',
    expects: 'A customer who writes gets nothing that no salesperson wrote: every message is billed.',
    source: meta.send,
    needs: ['webhook', 'whatsapp'],
    async check(stage: VerifyStage) {
      const { customer } = await begin(stage);
      await customer.writes(stage.customers.unique('again'));
      await stage.settle();
      const sent = onPhone(stage, customer.phone, '');
      stage.expect(sent.length === 0, `the customer was sent ${sent.length} messages that nobody wrote`);
    },
  },
  {
    name: 'reply/keeps-its-order',
    level: 'reliable',
    expects:
      'Replies that were sent one after another stand on the phone in that order, also when WhatsApp refuses the first one for a while.',
    source: meta.send,
    needs: ['webhook', 'whatsapp', 'clock'],
    check: (stage: VerifyStage) =>
      withFaults(stage.whatsapp, async () => {
        const { customer, conversation } = await begin(stage);
        const written = Array.from({ length: 4 }, (_, index) => stage.customers.unique(`answer-${index}`));
        stage.whatsapp.faults.failNext('sendMessage', { status: 500, code: 131016, times: 2 });
        const texts: string[] = [];
        for (const text of written) {
          const { status } = await whileTimePasses(stage, stage.provider.reply({ conversation, text }));
          // Who refuses a reply at once does not promise to send it.
          if (status === 200) texts.push(text);
        }
        await within(stage, HOUR, 'every reply that was taken on the phone', () =>
          texts.every((text) => onPhone(stage, customer.phone, text).length > 0),
        );
        const order = orderOf(texts, onPhone(stage, customer.phone, ''));
        stage.expect(
          texts.length > 0 && sameOrder(order, texts),
          'replies stand on the phone in another order than they were written, or twice',
        );
      }),
  },
  {
    name: 'reply/a-passing-error-loses-nothing',
    level: 'reliable',
    expects:
      'A reply that WhatsApp could not take for a while reaches the phone once afterwards, or is refused or shown as failed; it never vanishes.',
    source: meta.errors,
    needs: ['webhook', 'whatsapp', 'clock'],
    check: (stage: VerifyStage) =>
      withFaults(stage.whatsapp, async () => {
        const { customer, conversation } = await begin(stage);
        stage.whatsapp.faults.failNext('sendMessage', { status: 503, code: 2, times: 2 });
        const text = stage.customers.unique('answer');
        const answer = await whileTimePasses(stage, stage.provider.reply({ conversation, text }));
        if (answer.status !== 200) return;
        const { id } = (answer.json as { data: { id: string } }).data;
        for (let minute = 0; minute < 30 && onPhone(stage, customer.phone, text).length === 0; minute++) {
          await stage.advance(MINUTE);
          await stage.settle();
        }
        const count = onPhone(stage, customer.phone, text).length;
        stage.expect(count <= 1, `a reply reached the phone ${count} times`);
        if (count === 1) return;
        const { status } = await messageNow(stage, conversation, id);
        stage.expect(status === 'failed', `half an hour after a passing error the reply is not on the phone, and shown as ${status}`);
      }),
  },
  {
    name: 'reply/concurrent-replies-go-where-they-belong',
    level: 'reliable',
    expects: 'Replies to several customers at the same time reach each customer once, and nobody else.',
    source: documents.postMessage,
    needs: ['webhook', 'whatsapp'],
    async check(stage: VerifyStage) {
      const scenes = [await begin(stage), await begin(stage), await begin(stage), await begin(stage)];
      const replies = scenes.flatMap((scene) => [0, 1, 2].map((part) => ({ scene, text: stage.customers.unique(`answer-${part}`) })));
      await Promise.all(replies.map(({ scene, text }) => reply(stage, scene.conversation, text)));
      for (const { scene, text } of replies) {
        await stage.eventually('every reply on its phone', () => onPhone(stage, scene.customer.phone, text).length > 0);
      }
      await stage.settle();
      for (const { scene, text } of replies) {
        for (const { customer } of scenes) {
          const expected = customer === scene.customer ? 1 : 0;
          const found = onPhone(stage, customer.phone, text).length;
          stage.expect(found === expected, `a reply stands ${found} times on a phone where it should stand ${expected} times`);
        }
      }
    },
  },
  {
    name: 'reply/double-click-sends-once',
    level: 'reliable',
    expects: 'Two identical requests at the same time are one click too many: the customer gets the message once.',
    source: documents.postMessage,
    needs: ['webhook', 'whatsapp', 'clock'],
    check: (stage: VerifyStage) =>
      withFaults(stage.whatsapp, async () => {
        const { customer, conversation } = await begin(stage);
        const text = stage.customers.unique('double-click');
        // WhatsApp takes its time, so that the second request certainly comes before the first is answered.
        stage.whatsapp.faults.delayNext('sendMessage', 2000);
        const both = Promise.all([stage.provider.reply({ conversation, text }), stage.provider.reply({ conversation, text })]);
        const answers = await whileTimePasses(stage, both);
        stage.expect(
          answers.some(({ status }) => status === 200),
          'neither of two identical requests was taken',
          answers.map(({ evidence }) => evidence),
        );
        await within(stage, 10 * MINUTE, 'the message on the phone', () => onPhone(stage, customer.phone, text).length > 0);
        await stage.advance(MINUTE);
        await stage.settle();
        const count = onPhone(stage, customer.phone, text).length;
        stage.expect(
          count === 1,
          `a double click reached the customer ${count} times`,
          answers.map(({ evidence }) => evidence),
        );
      }),
  },
  {
    name: 'reply/same-words-later-are-a-new-message',
    level: 'reliable',
    expects: 'The same words some minutes after they were sent and answered are a new message.',
    source: documents.postMessage,
    needs: ['webhook', 'whatsapp', 'clock'],
    async check(stage: VerifyStage) {
      const { customer, conversation } = await begin(stage);
      const text = stage.customers.unique('ok');
      const first = await reply(stage, conversation, text);
      await stage.advance(5 * MINUTE);
      await stage.settle();
      const second = await reply(stage, conversation, text);
      stage.expect(first !== second, 'a new message with the words of an earlier one got the same id');
      await stage.eventually('both messages on the phone', () => onPhone(stage, customer.phone, text).length === 2);
    },
  },
] as const satisfies readonly Rule[];

/** Real time that a provider gets for its work before its clock is moved on, ms. */
const BREATH_MS = 25;

/** Moves the clock on while a call is under way: a provider may wait for WhatsApp before it answers. */
export async function whileTimePasses<T>(stage: VerifyStage, work: Promise<T>): Promise<T> {
  // A failure is the caller's to see; here it only ends the waiting.
  const ended = work.then(
    () => true,
    () => true,
  );
  let isOver = await Promise.race([ended, breath(4 * BREATH_MS)]);
  for (let passed = 0; !isOver && passed < 2 * MINUTE; passed += 500) {
    await stage.advance(500);
    isOver = await Promise.race([ended, breath(BREATH_MS)]);
  }
  return work;
}

const breath = (ms: number): Promise<false> => new Promise((resolve) => setTimeout(resolve, ms, false));
