import { metaJson, signatureOf } from '../../../../../mocks/whatsapp/signature.ts';
import { Finding, type Rule, type VerifyStage } from '../../rule.ts';
import { expectClientError, expectDecided } from '../../scene.ts';
import type { PostOptions } from '../../webhook-caller.ts';
import { operationOf, published } from './sources.ts';

const SIXTEEN_MB = 16 * 1024 * 1024;
const LONGEST_MS = 20_000;
const source = operationOf('whatsapp-webhooks', 'receiveWebhook');

/** A delivery with one text of a new customer. */
function delivery(stage: VerifyStage, text = stage.customers.unique('unproven')): object {
  const customer = stage.customers.next();
  const { phoneNumberId, businessAccountId } = stage.webhook;
  const metadata = { display_phone_number: phoneNumberId, phone_number_id: phoneNumberId };
  const messages = [customer.message({ type: 'text', text: { body: text } })];
  const value = { messaging_product: 'whatsapp', metadata, contacts: [customer.contact()], messages };
  return { object: 'whatsapp_business_account', entry: [{ id: businessAccountId, changes: [{ field: 'messages', value }] }] };
}

async function expectRefused(stage: VerifyStage, what: string, options: (body: Buffer) => PostOptions): Promise<void> {
  const body = metaJson(delivery(stage));
  expectClientError(stage, await stage.webhook.post(body, options(body)), what);
}

const wrongOnes: readonly { name: string; what: string; options: (body: Buffer) => PostOptions }[] = [
  { name: 'signature/missing', what: 'a delivery without a signature', options: () => ({ signature: null }) },
  { name: 'signature/empty', what: 'a delivery with an empty signature', options: () => ({ signature: '' }) },
  { name: 'signature/wrong', what: 'a delivery with a signature of zeros', options: () => ({ signature: `sha256=${'0'.repeat(64)}` }) },
  { name: 'signature/other-secret', what: 'a delivery signed with another secret', options: () => ({ secret: 'another-app-secret' }) },
  {
    name: 'signature/no-secret',
    what: 'a delivery signed with an empty secret',
    options: (body) => ({ signature: signatureOf('', body) }),
  },
];

/** Deliveries that prove nothing. */
export const wrongSignatureRules = wrongOnes.map(
  ({ name, what, options }): Rule => ({
    name,
    level: 'contract',
    expects: `${what[0]?.toUpperCase()}${what.slice(1)} is refused with 4xx.`,
    source,
    needs: ['webhook'],
    check: (stage) => expectRefused(stage, what, options),
  }),
);

export const signatureRules = [
  {
    name: 'signature/right',
    level: 'contract',
    expects: 'A delivery with the right signature is answered with exactly 200; Meta repeats everything else.',
    source: published.metaWebhooks,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const answer = await stage.webhook.post(delivery(stage));
      stage.expect(answer.status === 200, `a signed delivery was answered ${answer.status}`, [answer.evidence]);
    },
  },
  {
    name: 'signature/cut',
    level: 'contract',
    expects: 'A signature that is right as far as it goes, but cut, is refused with 4xx.',
    source,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      for (const length of [7, 8, 40, 70]) {
        const body = metaJson(delivery(stage));
        const signature = stage.webhook.signatureOf(body).slice(0, length);
        expectClientError(stage, await stage.webhook.post(body, { signature }), `a signature cut to ${length} characters`);
      }
    },
  },
  {
    name: 'signature/old-header',
    level: 'contract',
    expects: 'The right SHA-1 signature in the old header alone is refused with 4xx: that algorithm proves little today.',
    source,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const body = metaJson(delivery(stage));
      const headers = { 'x-hub-signature': stage.webhook.signatureOf(body, 'sha1') };
      expectClientError(stage, await stage.webhook.post(body, { signature: null, headers }), 'a delivery with only the old header');
    },
  },
  {
    name: 'signature/over-the-bytes',
    level: 'contract',
    expects: 'The signature is checked over the bytes that came: a body with the same content in other bytes is refused.',
    source,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const content = delivery(stage, `${stage.customers.unique('bytes')} é 😀 a/b`);
      const plain = Buffer.from(JSON.stringify(content));
      const spaced = Buffer.from(JSON.stringify(content, null, 1));
      for (const [sent, signed] of [
        [metaJson(content), plain],
        [spaced, plain],
        [plain, metaJson(content)],
      ] as const) {
        const answer = await stage.webhook.post(sent, { signature: stage.webhook.signatureOf(signed) });
        expectClientError(stage, answer, 'a body that was signed in another spelling');
      }
    },
  },
  {
    name: 'signature/any-spelling',
    level: 'contract',
    expects: 'A body is taken in whatever way its JSON is spelt (escaped or not, with spaces), as long as those bytes were signed.',
    source,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      for (const spell of [
        (value: object) => metaJson(value),
        (value: object) => JSON.stringify(value),
        (value: object) => JSON.stringify(value, null, 2),
      ]) {
        const answer = await stage.webhook.post(spell(delivery(stage, `${stage.customers.unique('spelt')} é 😀 a/b`)));
        stage.expect(answer.status === 200, `a signed body was answered ${answer.status}`, [answer.evidence]);
      }
    },
  },
  {
    name: 'signature/refused-leaves-nothing',
    level: 'contract',
    expects: 'What came without a right signature is not stored.',
    source,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const [forged, real] = [stage.customers.unique('forged'), stage.customers.unique('real')];
      const value = { contacts: [customer.contact()], messages: [customer.message({ type: 'text', text: { body: forged } })] };
      await stage.webhook.deliver([value], { secret: 'another-app-secret' });
      await customer.writes(real);
      await customer.shows(real);
      await stage.settle();
      const found = await customer.all(forged);
      stage.expect(found.length === 0, 'a message without a right signature stands in the conversation');
    },
  },
] satisfies readonly Rule[];

/** How the webhook takes bodies that are in order, or are not, behind a right signature. */
export const webhookBodyRules = [
  {
    name: 'webhook/charset',
    level: 'contract',
    expects: 'application/json is taken with a charset beside it, in any case.',
    source,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      for (const type of ['application/json; charset=utf-8', 'Application/JSON;charset=UTF-8']) {
        const answer = await stage.webhook.post(delivery(stage), { headers: { 'content-type': type } });
        stage.expect(answer.status === 200, `a delivery of the type ${type} was answered ${answer.status}`, [answer.evidence]);
      }
    },
  },
  {
    name: 'webhook/no-json',
    level: 'contract',
    expects: 'A signed body that is no JSON, or no delivery, is decided about; never a fault of the server, never left without an answer.',
    source,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      for (const body of [
        '',
        '{"object":',
        'null',
        '[]',
        '"text"',
        '{}',
        '{"object":"page","entry":[]}',
        '{"object":"whatsapp_business_account","entry":{}}',
      ]) {
        expectDecided(stage, await stage.webhook.post(body), `the signed body ${JSON.stringify(body)}`);
      }
    },
  },
  {
    name: 'webhook/too-large',
    level: 'contract',
    expects: 'An unsigned body of 16 MB is refused at once, with 4xx or by closing the connection.',
    source,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const began = performance.now();
      try {
        const answer = await stage.webhook.post(delivery(stage, 'x'.repeat(SIXTEEN_MB)), { signature: `sha256=${'0'.repeat(64)}` });
        expectClientError(stage, answer, 'an unsigned body of 16 MB');
      } catch (error) {
        // A connection that is closed before all was sent is a refusal too; one that is held until we give up is not.
        if (!(error instanceof Finding) || error.evidence[0]?.response !== undefined || performance.now() - began > LONGEST_MS) throw error;
      }
    },
  },
] satisfies readonly Rule[];
