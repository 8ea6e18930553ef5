import type { Rule, VerifyStage } from '../../rule.ts';
import { momentOf } from '../../shape.ts';
import { whileTimePasses } from '../reliable/reply.ts';
import { begin, failureOf, HOUR, MINUTE, onPhone, reply, statusEntry, withoutStatuses } from '../reliable/scene.ts';
import { documents, meta } from '../reliable/sources.ts';
import { sendWhenClosed } from './templates.ts';

/** The 24 hours in which a customer may be answered freely, and what a salesperson learns of them. */
export const windowRules = [
  {
    name: 'window/reply-by-is-told',
    level: 'reliable',
    capability: 'whatsapp-in-full',
    expects: "A customer's message carries reply_by: 24 hours after it was written, or a little less to be safe.",
    source: documents.getConversation,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const text = stage.customers.unique('question');
      const writtenAt = Math.floor(stage.now() / 1000) - 3600;
      await customer.writes(text, { message: { timestamp: String(writtenAt) } });
      const { reply_by } = await customer.shows(text);
      const left = (momentOf(reply_by) ?? Number.NaN) - writtenAt * 1000;
      stage.expect(
        left <= 24 * HOUR + MINUTE && left >= 23 * HOUR,
        `reply_by of a message is ${reply_by ?? 'missing'}, not 24 hours after it was written`,
      );
    },
  },
  {
    name: 'window/free-text-is-refused-early',
    level: 'reliable',
    capability: 'whatsapp-in-full',
    expects:
      'Outside the window a text that is no template is refused at once, in the documented shape of an error with a reason, and WhatsApp is not asked.',
    source: documents.postMessage,
    needs: ['webhook', 'whatsapp', 'clock'],
    async check(stage: VerifyStage) {
      const { customer, answer } = await sendWhenClosed(stage, stage.customers.unique('much too late'));
      const body = answer.json as { success?: unknown; data?: { message?: unknown; code?: unknown } } | undefined;
      stage.expect(answer.status >= 400 && answer.status < 500, `a text outside the window was answered ${answer.status}`, [
        answer.evidence,
      ]);
      const { message, code } = body?.data ?? {};
      const isDocumented = body?.success === false && typeof message === 'string' && message.trim() !== '' && typeof code === 'string';
      stage.expect(isDocumented, 'the refusal of a text outside the window has not the documented shape', [answer.evidence]);
      stage.expect(
        onPhone(stage, customer.phone, '').length === 0,
        'a text outside the window was handed to WhatsApp before it was refused',
      );
    },
  },
  {
    name: 'window/opens-again',
    level: 'reliable',
    capability: 'whatsapp-in-full',
    expects: 'When the customer writes again, free text goes out again.',
    source: meta.send,
    needs: ['webhook', 'whatsapp', 'clock'],
    async check(stage: VerifyStage) {
      const { customer, conversation } = await sendWhenClosed(stage, stage.customers.unique('much too late'));
      const again = stage.customers.unique('again');
      await customer.writes(again);
      await customer.shows(again);
      const text = stage.customers.unique('in time');
      await whileTimePasses(stage, reply(stage, conversation, text));
      await stage.eventually('the reply on the phone', () =>
        onPhone(stage, customer.phone, text).some(({ status }) => status !== 'failed'),
      );
    },
  },
  {
    name: 'window/failures-carry-advice',
    level: 'reliable',
    capability: 'whatsapp-in-full',
    expects: 'When a message fails later, the salesperson finds words about it in the conversation, not only the status.',
    source: meta.errors,
    needs: ['webhook', 'whatsapp', 'clock'],
    check: (stage: VerifyStage) =>
      withoutStatuses(stage, async () => {
        for (const [code, title] of [
          [131026, 'Message undeliverable'],
          [131047, 'Re-engagement message'],
        ] as const) {
          const { customer, conversation } = await begin(stage);
          const text = stage.customers.unique('answer');
          const id = await reply(stage, conversation, text);
          const { id: wamid } = await stage.eventually('the reply on the phone', () => onPhone(stage, customer.phone, text)[0]);
          const before = (await customer.conversation()).messages.length;
          await stage.webhook.deliver([{ statuses: [statusEntry(stage, customer, wamid, 'failed', failureOf(code, title))] }], {
            retries: 3,
          });
          await stage.advance(MINUTE);
          await stage.settle();
          const { messages } = await customer.conversation();
          const own = messages.find((message) => message.id === id);
          const words = (own?.message ?? '').replace(text, '').trim();
          stage.expect(
            words !== '' || messages.length > before,
            `a message that failed with ${code} is marked as failed and nothing says why`,
          );
        }
      }),
  },
] as const satisfies readonly Rule[];
