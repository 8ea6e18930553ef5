import type { Rule, VerifyStage } from '../../rule.ts';
import { documents, meta } from './sources.ts';

const MB = 1024 * 1024;

/** Meta's documented extremes. */
export const sizeRules = [
  {
    name: 'size/three-megabytes',
    level: 'reliable',
    expects: 'A delivery of almost 3 MB, the documented maximum, is answered 200 and all of its messages are stored.',
    source: meta.overview,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      // Written as Meta writes JSON, each of these characters takes six bytes.
      const texts = Array.from({ length: 120 }, (_, index) => `${stage.customers.unique(`heavy-${index}`)} ${'ж'.repeat(4000)}`);
      const value = { contacts: [customer.contact()], messages: texts.map((body) => customer.message({ type: 'text', text: { body } })) };
      const answer = await stage.webhook.deliver([value], { retries: 2 });
      stage.expect(answer.status === 200, `a delivery of ${Math.round((texts.length * 24_200) / MB)} MB was answered ${answer.status}`);
      await customer.shows(texts.at(-1)?.slice(0, 30) ?? '');
      const { messages } = await customer.conversation();
      const missing = texts.filter((text) => !messages.some(({ message }) => message.includes(text)));
      stage.expect(missing.length === 0, `${missing.length} of ${texts.length} messages of a large delivery are missing or cut`);
    },
  },
  {
    name: 'size/slow-upload',
    level: 'reliable',
    expects: 'A delivery whose bytes come in pieces over a second or more is waited for and stored.',
    source: meta.endpoint,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const text = stage.customers.unique('slow');
      const message = customer.message({ type: 'text', text: { body: text } });
      const value = { contacts: [customer.contact()], messages: [message] };
      const answer = await stage.webhook.deliver([value], { slowly: { pieces: 12, pauseMs: 100 } });
      stage.expect(answer.status === 200, `a delivery that came in pieces was answered ${answer.status}`, [answer.evidence]);
      await customer.shows(text);
    },
  },
  {
    name: 'size/long-history-pages-to-its-end',
    level: 'reliable',
    expects: 'A conversation of 150 messages is paged back to its first message, each message once.',
    source: documents.getConversation,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const mark = stage.customers.unique('long');
      const messages = Array.from({ length: 150 }, (_, index) => customer.message({ type: 'text', text: { body: `${mark} <${index}>` } }));
      await stage.webhook.deliver([{ contacts: [customer.contact()], messages }], { retries: 2 });
      await customer.shows(`${mark} <149>`);
      const { messages: shown } = await customer.conversation();
      const numbers = shown.flatMap(({ message }) => /<(\d+)>/.exec(message)?.[1] ?? []);
      stage.expect(new Set(numbers).size === 150, `paging met ${new Set(numbers).size} of 150 messages`);
      stage.expect(numbers.length === 150, 'paging met a message twice');
      stage.expect(new Set(shown.map(({ id }) => id)).size === shown.length, 'two messages of a conversation have the same id');
    },
  },
] as const satisfies readonly Rule[];
