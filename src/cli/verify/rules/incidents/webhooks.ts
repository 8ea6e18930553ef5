import type { Rule, VerifyStage } from '../../rule.ts';
import { changeWith } from '../reliable/batches.ts';
import { begin, messageNow, onPhone, reply, statusEntry, withoutStatuses } from '../reliable/scene.ts';
import { documents, meta } from '../reliable/sources.ts';
import { replyInSilence } from '../reliable/statuses.ts';

/** Failures in taking webhooks in. */
export const webhookIncidents = [
  {
    name: 'incident/batch-1000',
    level: 'reliable',
    expects: 'A delivery of 1,000 updates, the documented maximum, is answered 200 and all of its messages are stored, once and in order.',
    source: meta.endpoint,
    needs: ['webhook'],
    incident: {
      name: 'batch-1000',
      what: 'Only the first message of a delivery was read; whatever else Meta had put into the same POST vanished without a trace.',
      where: ['david-lev/pywa#229', 'netflie/whatsapp-cloud-api#132', 'Eshajha19/agri#2865'],
    },
    async check(stage: VerifyStage) {
      const people = Array.from({ length: 10 }, () => ({ customer: stage.customers.next(), mark: stage.customers.unique('of-1000') }));
      // An older message of each: the dates of the thousand are one and the same, and do not show which way messages are listed.
      const timestamp = String(Math.floor(stage.now() / 1000) - 600);
      for (const { customer } of people) await customer.writes(stage.customers.unique('before'), { message: { timestamp } });
      const changes = people.map(({ customer, mark }) =>
        changeWith(
          stage,
          customer,
          Array.from({ length: 100 }, (_, index) => customer.message({ type: 'text', text: { body: `${mark} <${index}>` } })),
        ),
      );
      const answer = await stage.webhook.post(
        { object: 'whatsapp_business_account', entry: [{ id: stage.webhook.businessAccountId, changes }] },
        { retries: 2 },
      );
      stage.expect(answer.status === 200, `a delivery of 1,000 messages was answered ${answer.status}`);
      for (const { customer, mark } of people) {
        await customer.shows(`${mark} <99>`);
        const { messages } = await customer.conversation();
        const numbers = messages.flatMap(({ message }) => (message.includes(mark) ? (/<(\d+)>/.exec(message)?.[1] ?? []) : []));
        stage.expect(
          numbers.length === 100 && numbers.every((number, index) => Number(number) === index),
          `of 100 messages of one customer ${new Set(numbers).size} are listed, ${numbers.length} times in all, or out of order`,
        );
      }
    },
  },
  {
    name: 'incident/dup-storm',
    level: 'reliable',
    expects: 'Fifty copies of a delivery at the same moment leave one message.',
    source: meta.overview,
    needs: ['webhook'],
    incident: {
      name: 'dup-storm',
      what: 'Two copies of a delivery arrived within the same second; both looked whether the message was known, both found nothing, both stored it.',
      where: ['rmyndharis/OpenWA#464', 'chatwoot/chatwoot#5433', 'chatwoot/chatwoot#11901', 'ArnasDon/wacrm#367'],
    },
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const text = stage.customers.unique('storm');
      const value = { contacts: [customer.contact()], messages: [customer.message({ type: 'text', text: { body: text } })] };
      const copies = Array.from({ length: 50 }, () => stage.webhook.deliver([value], { retries: 4 }));
      const answers = await Promise.all(copies);
      const refused = answers.filter(({ status }) => status !== 200);
      stage.expect(
        refused.length === 0,
        `${refused.length} of 50 copies were refused until the end`,
        refused.slice(0, 2).map(({ evidence }) => evidence),
      );
      await customer.shows(text);
      await stage.settle();
      const found = await customer.all(text);
      stage.expect(found.length === 1, `fifty copies of one message left ${found.length}`);
    },
  },
  {
    name: 'incident/mixed-payload',
    level: 'reliable',
    expects: 'Messages and statuses in the same value are both applied.',
    source: documents.webhooks,
    needs: ['webhook', 'whatsapp'],
    incident: {
      name: 'mixed-payload',
      what: 'A handler that asked "statuses, or else messages?" lost one half of every delivery that carried both.',
      where: ['botpress/botpress#15083'],
    },
    check: (stage: VerifyStage) =>
      withoutStatuses(stage, async () => {
        const scene = await begin(stage);
        const { id, wamid } = await replyInSilence(stage, scene);
        const { customer, conversation } = scene;
        const text = stage.customers.unique('beside a status');
        const value = {
          contacts: [customer.contact()],
          messages: [customer.message({ type: 'text', text: { body: text } })],
          statuses: [statusEntry(stage, customer, wamid, 'read')],
        };
        const answer = await stage.webhook.deliver([value], { retries: 3 });
        stage.expect(answer.status === 200, `a delivery with messages and statuses was answered ${answer.status}`, [answer.evidence]);
        await customer.shows(text);
        await stage.settle();
        const { status } = await messageNow(stage, conversation, id);
        stage.expect(status === 'read', `the status beside a message was not applied: the reply is shown as ${status}`);
      }),
  },
  {
    name: 'incident/one-bad-status',
    level: 'reliable',
    expects: 'A status that cannot be applied, or is not as documented, loses neither the messages nor the other statuses of its delivery.',
    source: documents.webhooks,
    needs: ['webhook', 'whatsapp'],
    incident: {
      name: 'one-bad-status',
      what: 'Statuses were handled before messages; one that threw took the whole delivery with it. A customer lost a day of messages.',
      where: ['botpress/botpress#15083'],
    },
    check: (stage: VerifyStage) =>
      withoutStatuses(stage, async () => {
        const scene = await begin(stage);
        const { id, wamid } = await replyInSilence(stage, scene);
        const { customer, conversation } = scene;
        const text = stage.customers.unique('beside a bad status');
        const statuses = [
          {},
          statusEntry(stage, customer, stage.customers.wamid(), 'read'),
          { id: wamid, status: null, errors: 'none' },
          statusEntry(stage, customer, wamid, 'delivered'),
        ];
        const messages = [customer.message({ type: 'text', text: { body: text } })];
        const answer = await stage.webhook.deliver([{ contacts: [customer.contact()], messages, statuses }], { retries: 3 });
        stage.expect(answer.status === 200, `a delivery with a bad status was answered ${answer.status} again and again`, [
          answer.evidence,
        ]);
        await customer.shows(text);
        await stage.settle();
        const { status } = await messageNow(stage, conversation, id);
        stage.expect(status === 'delivered', `beside a bad status a good one was lost: the reply is shown as ${status}`);
      }),
  },
  {
    name: 'incident/sent-after-read',
    level: 'reliable',
    expects: 'A sent or delivered that comes after read changes nothing.',
    source: meta.status,
    needs: ['webhook', 'whatsapp'],
    incident: {
      name: 'sent-after-read',
      what: 'The newest webhook won: a late sent turned read messages grey again, in front of the salesperson.',
      where: ['chatwoot/chatwoot#14529', 'chatwoot/chatwoot#14544'],
    },
    check: (stage: VerifyStage) =>
      withoutStatuses(stage, async () => {
        const scene = await begin(stage);
        const { id, wamid } = await replyInSilence(stage, scene);
        for (const status of ['read', 'sent', 'delivered', 'sent']) {
          await stage.webhook.deliver([{ statuses: [statusEntry(stage, scene.customer, wamid, status)] }], { retries: 3 });
          await stage.settle();
          const shown = (await messageNow(stage, scene.conversation, id)).status;
          stage.expect(shown === 'read', `after read came ${status}, and the message is shown as ${shown}`);
        }
      }),
  },
  {
    name: 'incident/error-only-payload',
    level: 'reliable',
    expects: 'A value with nothing but errors is answered 200, and messages go on arriving.',
    source: documents.webhooks,
    needs: ['webhook'],
    incident: {
      name: 'error-only-payload',
      what: 'Code that read the first message of every delivery gave no answer to those that carried none.',
      where: ['pipedrive/example-apps'],
    },
    async check(stage: VerifyStage) {
      const errors = [{ code: 130429, title: 'Rate limit hit', message: 'Rate limit hit', error_data: { details: 'Too many messages.' } }];
      const answer = await stage.webhook.deliver([{ errors }], { retries: 2 });
      stage.expect(answer.status === 200, `a delivery that only tells an error was answered ${answer.status} again and again`, [
        answer.evidence,
      ]);
      await begin(stage);
    },
  },
  {
    name: 'incident/status-as-message',
    level: 'reliable',
    expects: 'A status webhook is never shown as a message, nor answered with one.',
    source: documents.webhooks,
    needs: ['webhook', 'whatsapp'],
    incident: {
      name: 'status-as-message',
      what: 'A flow that was started by every webhook took the statuses of its own answers for customers writing.',
      where: ['n8n-io/n8n#13862'],
    },
    async check(stage: VerifyStage) {
      const { customer, conversation } = await begin(stage);
      const text = stage.customers.unique('answer');
      await reply(stage, conversation, text);
      const { id } = await stage.eventually('the reply on the phone', () => onPhone(stage, customer.phone, text)[0]);
      await stage.settle();
      const before = (await customer.conversation()).messages.length;
      for (const status of ['sent', 'delivered', 'read']) {
        await stage.webhook.deliver([{ statuses: [statusEntry(stage, customer, id, status)] }], { retries: 3 });
      }
      await stage.settle();
      const { messages } = await customer.conversation();
      stage.expect(messages.length === before, `${before} messages became ${messages.length} after three statuses`);
      stage.expect(onPhone(stage, customer.phone, '').length === 1, 'statuses made the provider send something');
    },
  },
] as const satisfies readonly Rule[];
