import type { Rule, VerifyStage } from '../../rule.ts';
import { begin, HOUR, inInbox, MINUTE, onPhone, reply, statusEntry, withFaults, within, withoutStatuses } from '../reliable/scene.ts';
import { documents, pipedrive } from '../reliable/sources.ts';

const CAPABILITY = { level: 'reliable', capability: 'pipedrive-in-full' } as const;

/** Each call costs tokens of the customer's budget, and the API itself may be gone. */
export const budgetRules = [
  {
    ...CAPABILITY,
    name: 'budgets/statuses-are-drawn-together',
    expects: 'Statuses that come within a second cost one call on Pipedrive, not one each.',
    source: pipedrive.limits,
    needs: ['webhook', 'whatsapp', 'pipedrive', 'clock'],
    check: (stage: VerifyStage) =>
      withoutStatuses(stage, async () => {
        const { customer, conversation } = await begin(stage);
        const text = stage.customers.unique('answer');
        const id = await reply(stage, conversation, text);
        const { id: wamid } = await stage.eventually('the reply on the phone', () => onPhone(stage, customer.phone, text)[0]);
        const calls = () => stage.pipedrive.received.filter((message) => message.id === id).length;
        const before = calls();
        for (const status of ['sent', 'delivered', 'read']) {
          await stage.webhook.deliver([{ statuses: [statusEntry(stage, customer, wamid, status)] }], { retries: 3 });
        }
        await within(stage, HOUR, 'the status read in the inbox', () =>
          stage.pipedrive.received.some((message) => message.id === id && message.status === 'read'),
        );
        stage.expect(calls() - before <= 2, `three statuses at once cost ${calls() - before} calls`);
      }),
  },
  {
    ...CAPABILITY,
    name: 'budgets/a-burst-is-spread-out',
    expects: "More messages than the plan's burst limit takes all reach the inbox, once and in order, with few refusals on the way.",
    source: pipedrive.limits,
    needs: ['webhook', 'pipedrive', 'clock'],
    async check(stage: VerifyStage) {
      const { limits } = stage.pipedrive.settings();
      stage.pipedrive.configure({ limits: { burst: 5, daily: false } });
      try {
        const people = Array.from({ length: 6 }, () => stage.customers.next());
        const texts = people.map(() => Array.from({ length: 5 }, () => stage.customers.unique('burst')));
        await Promise.all(
          people.map((customer, index) =>
            stage.webhook.deliver(
              [
                {
                  contacts: [customer.contact()],
                  messages: (texts[index] ?? []).map((body) => customer.message({ type: 'text', text: { body } })),
                },
              ],
              { retries: 3 },
            ),
          ),
        );
        for (const [index, customer] of people.entries()) {
          const conversation = await customer.conversation();
          await within(stage, 6 * HOUR, 'a burst of messages in the inbox', () =>
            (texts[index] ?? []).every((text) => inInbox(stage, conversation, text).length === 1),
          );
        }
      } finally {
        stage.pipedrive.configure({ limits });
      }
    },
  },
  {
    ...CAPABILITY,
    name: 'budgets/an-ended-plan-loses-nothing',
    expects: 'While the company has no plan (402), messages are taken in, served and held; when it has one again, they reach the inbox.',
    source: pipedrive.oauth,
    needs: ['webhook', 'pipedrive', 'clock'],
    async check(stage: VerifyStage) {
      const { customer, conversation } = await begin(stage);
      await within(stage, HOUR, 'the first message in the inbox', () => inInbox(stage, conversation).length > 0);
      const { plan } = stage.pipedrive.settings();
      stage.pipedrive.configure({ plan: 'ended' });
      try {
        const { text } = await customer.writes(stage.customers.unique('without a plan'));
        await customer.shows(text);
        await stage.advance(3 * HOUR);
        await stage.settle();
        stage.pipedrive.configure({ plan });
        await within(stage, 24 * HOUR, 'the message in the inbox', () => inInbox(stage, conversation, text).length === 1);
      } finally {
        stage.pipedrive.configure({ plan });
      }
    },
  },
  {
    ...CAPABILITY,
    name: 'budgets/a-gone-api-stops-nothing-else',
    expects: 'With the Channels API gone (410), messages are taken in and served, replies go out, and the API is not called in a loop.',
    source: documents.receiveMessage,
    needs: ['webhook', 'whatsapp', 'pipedrive', 'clock'],
    check: (stage: VerifyStage) =>
      withFaults(stage.pipedrive, async () => {
        const { customer, conversation } = await begin(stage);
        const times = 1_000_000;
        const id = stage.pipedrive.faults.add({ kind: 'fail', operationId: 'receiveMessage', status: 410, code: 'GONE', times });
        const { text } = await customer.writes(stage.customers.unique('after the end'));
        await customer.shows(text);
        const answer = stage.customers.unique('still here');
        await reply(stage, conversation, answer);
        await stage.eventually('the reply on the phone', () => onPhone(stage, customer.phone, answer).length === 1);
        for (let hours = 0; hours < 24; hours += 2) {
          await stage.advance(2 * HOUR);
          await stage.settle();
        }
        const calls = times - (stage.pipedrive.faults.list().find((fault) => fault.id === id)?.times ?? times);
        stage.expect(calls <= 200, `an API that is gone was called ${calls} times in a day for two messages`);
      }),
  },
  {
    ...CAPABILITY,
    name: 'budgets/a-refusal-of-the-scope-loses-nothing',
    expects: 'While Pipedrive answers 403, messages are held; when it takes them again, they reach the inbox in order.',
    source: pipedrive.limits,
    needs: ['webhook', 'pipedrive', 'clock'],
    check: (stage: VerifyStage) =>
      withFaults(stage.pipedrive, async () => {
        const { customer, conversation } = await begin(stage);
        await within(stage, HOUR, 'the first message in the inbox', () => inInbox(stage, conversation).length > 0);
        stage.pipedrive.faults.failNext('receiveMessage', { status: 403, code: 'FORBIDDEN', times: 3 });
        const texts = [stage.customers.unique('first'), stage.customers.unique('second')];
        for (const text of texts) await customer.writes(text);
        await within(stage, 24 * HOUR, 'both messages in the inbox', () =>
          texts.every((text) => inInbox(stage, conversation, text).length === 1),
        );
        const [one, two] = inInbox(stage, conversation).slice(-2);
        stage.expect(
          one?.text.includes(texts[0] ?? '') === true && two?.text.includes(texts[1] ?? '') === true,
          'after a refusal the inbox shows messages in another order',
        );
        await stage.advance(MINUTE);
      }),
  },
] as const satisfies readonly Rule[];
