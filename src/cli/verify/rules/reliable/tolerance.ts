import type { Rule, VerifyStage } from '../../rule.ts';
import { changeWith } from './batches.ts';
import { documents, meta } from './sources.ts';

/** What WhatsApp adds tomorrow must not lose what a customer writes today. */
export const toleranceRules = [
  {
    name: 'tolerance/unknown-fields',
    level: 'reliable',
    expects: 'Fields that nobody knows, on every level of a delivery, change nothing.',
    source: documents.webhooks,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const text = stage.customers.unique('with new fields');
      const message = customer.message({ type: 'text', text: { body: text, tone: { mood: 'calm' } }, moon_phase: 3, tags: ['a'] });
      const change = changeWith(stage, { ...customer, contact: () => ({ ...customer.contact(), shoe_size: 43 }) }, [message]);
      const body = {
        object: 'whatsapp_business_account',
        schema: { version: 99 },
        entry: [
          {
            id: stage.webhook.businessAccountId,
            time: Math.floor(stage.now() / 1000),
            changes: [{ ...change, revision: 'r7', value: { ...change.value, weather: ['rain'], extra: null } }],
          },
        ],
      };
      const answer = await stage.webhook.post(body, { retries: 3 });
      stage.expect(answer.status === 200, `a delivery with unknown fields was answered ${answer.status}`, [answer.evidence]);
      await customer.shows(text);
    },
  },
  {
    name: 'tolerance/unknown-webhook-field',
    level: 'reliable',
    expects: 'A change of a field that nobody subscribed to is answered 200, and messages in the same delivery are stored.',
    source: documents.webhooks,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const text = stage.customers.unique('beside a new field');
      const changes = [
        { field: 'field_of_the_future', value: { anything: [1, 2, 3] } },
        { field: 'account_update', value: { event: 'VERIFIED_ACCOUNT' } },
        changeWith(stage, customer, [customer.message({ type: 'text', text: { body: text } })]),
      ];
      const answer = await stage.webhook.post(
        { object: 'whatsapp_business_account', entry: [{ id: stage.webhook.businessAccountId, changes }] },
        { retries: 3 },
      );
      stage.expect(answer.status === 200, `a delivery with an unknown field was answered ${answer.status}`, [answer.evidence]);
      await customer.shows(text);
      const alone = await stage.webhook.post(
        { object: 'whatsapp_business_account', entry: [{ id: stage.webhook.businessAccountId, changes: changes.slice(0, 2) }] },
        { retries: 1 },
      );
      stage.expect(alone.status === 200, `unknown fields alone were answered ${alone.status}; Meta repeats that for days`, [
        alone.evidence,
      ]);
    },
  },
  {
    name: 'tolerance/several-kinds-of-timestamps',
    level: 'reliable',
    expects: 'A message is kept also when its timestamp comes as a number or is missing.',
    source: meta.messages,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const [numeric, missing] = [stage.customers.unique('numeric'), stage.customers.unique('missing')];
      await customer.writes(numeric, { message: { timestamp: Math.floor(stage.now() / 1000) } });
      await customer.writes(missing, { message: { timestamp: undefined } });
      await customer.shows(numeric);
      await customer.shows(missing);
    },
  },
  {
    name: 'tolerance/plus-before-the-number',
    level: 'reliable',
    expects: "A customer's number with a plus sign before it is the same customer: both spellings are documented.",
    source: meta.messages,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const [plain, plus] = [stage.customers.unique('plain'), stage.customers.unique('plus')];
      await customer.writes(plain);
      await customer.writes(plus, { message: { from: `+${customer.phone}` } });
      await customer.shows(plain);
      await customer.shows(plus);
    },
  },
  {
    name: 'tolerance/long-and-strange-texts',
    level: 'reliable',
    expects:
      'A text of 4,096 characters, and one with emoji, right-to-left script, line breaks and signs of markup, arrive as they were written.',
    source: meta.send,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const mark = stage.customers.unique('strange');
      const long = `${stage.customers.unique('long')} `.padEnd(4096, 'ä');
      const strange = `${mark} 👩‍👩‍👧‍👦 שלום\n\t"quoted" \\ </script> & ' %00 e\u0301`;
      await customer.writes(long);
      await customer.writes(strange);
      const { message: shownLong } = await customer.shows(long.slice(0, 30));
      stage.expect(shownLong.includes(long), 'a long text was cut or changed');
      const { message: shownStrange } = await customer.shows(mark);
      stage.expect(shownStrange.includes(strange), 'a text with unusual characters was changed');
    },
  },
] as const satisfies readonly Rule[];
