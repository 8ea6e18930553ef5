import type { Rule, VerifyStage } from '../../rule.ts';
import { begin, messageNow, onPhone, reply, type Scene } from '../reliable/scene.ts';
import { meta } from '../reliable/sources.ts';

const CAPABILITY = { level: 'reliable', capability: 'whatsapp-in-full' } as const;

/** What a message says must be readable in the inbox; the words around it are the provider's choice. */
export const shownRules = [
  {
    ...CAPABILITY,
    name: 'shown/location',
    expects: 'A location shows its name, and where it is as coordinates or as a link.',
    source: meta.messages,
    needs: ['webhook'],
    check: (stage: VerifyStage) =>
      showsAll(
        stage,
        { type: 'location', location: { latitude: 38.70775, longitude: -9.13659, name: 'Pier 4', address: 'Rua do Cais 12' } },
        ['Pier 4', /38[.,]707/],
      ),
  },
  {
    ...CAPABILITY,
    name: 'shown/contact-card',
    expects: 'A shared contact shows name and number of everybody on it.',
    source: meta.messages,
    needs: ['webhook'],
    check: (stage: VerifyStage) =>
      showsAll(
        stage,
        {
          type: 'contacts',
          contacts: [
            { name: { formatted_name: 'Rui Almeida' }, phones: [{ phone: '+44 20 7946 0123', type: 'CELL' }] },
            { name: { formatted_name: 'Eva Brandt' }, phones: [{ phone: '+49 30 23125 042' }], emails: [{ email: 'eva@harbour.example' }] },
          ],
        },
        ['Rui Almeida', '+44 20 7946 0123', 'Eva Brandt', '+49 30 23125 042'],
      ),
  },
  {
    ...CAPABILITY,
    name: 'shown/order',
    expects: 'An order shows what was ordered, how many of each, and the text that came with it.',
    source: meta.messages,
    needs: ['webhook'],
    check: (stage: VerifyStage) =>
      showsAll(
        stage,
        {
          type: 'order',
          order: {
            catalog_id: '77',
            text: 'Deliver on Friday',
            product_items: [
              { product_retailer_id: 'rope-12', quantity: 7, item_price: 9.5, currency: 'EUR' },
              { product_retailer_id: 'anchor-3', quantity: 1, item_price: 120, currency: 'EUR' },
            ],
          },
        },
        ['rope-12', /\b7\b/, 'anchor-3', 'Deliver on Friday'],
      ),
  },
  {
    ...CAPABILITY,
    name: 'shown/form-answers',
    expects: 'A filled-in form shows the answers, not only that there was one.',
    source: meta.messages,
    needs: ['webhook'],
    check: (stage: VerifyStage) => {
      const answers = JSON.stringify({ flow_token: 'token-of-the-flow', boat: 'kayak-blue', days: 37 });
      return showsAll(
        stage,
        { type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent', response_json: answers } } },
        ['kayak-blue', '37'],
      );
    },
  },
  {
    ...CAPABILITY,
    name: 'shown/buttons-and-lists',
    expects: 'A pressed button or a chosen row shows the words the customer saw.',
    source: meta.messages,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      await showsAll(stage, { type: 'button', button: { payload: 'YES-1', text: 'Yes, hold it' } }, ['Yes, hold it']);
      await showsAll(
        stage,
        { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: 'b1', title: 'Deliver it' } } },
        ['Deliver it'],
      );
      const row = { id: 'r1', title: 'Morning', description: 'Between 9 and 12' };
      await showsAll(stage, { type: 'interactive', interactive: { type: 'list_reply', list_reply: row } }, ['Morning']);
    },
  },
  {
    ...CAPABILITY,
    name: 'shown/quoted-reply',
    expects: 'An answer to an earlier message shows which one it answers.',
    source: meta.messages,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const { customer, hello, wamid } = await begin(stage);
      const text = stage.customers.unique('that one');
      await customer.writes(stage.customers.unique('in between'));
      await customer.writes(text, { message: { context: { from: customer.phone, id: wamid } } });
      const { message } = await customer.shows(text);
      stage.expect(message.includes(hello), 'an answer to an earlier message does not show which one it answers');
    },
  },
  {
    ...CAPABILITY,
    name: 'shown/reaction-names-its-message',
    expects: 'A reaction shows its emoji and the message it belongs to; taking it back is shown too.',
    source: meta.messages,
    needs: ['webhook', 'whatsapp'],
    async check(stage: VerifyStage) {
      const scene = await begin(stage);
      const text = stage.customers.unique('offer');
      const id = await reply(stage, scene.conversation, text);
      const { id: wamid } = await stage.eventually('the reply on the phone', () => onPhone(stage, scene.customer.phone, text)[0]);
      const given = await linesAfter(stage, scene, { type: 'reaction', reaction: { message_id: wamid, emoji: '🎉' } });
      const own = (await messageNow(stage, scene.conversation, id)).message;
      stage.expect(
        given.some((line) => line.includes('🎉') && line.includes(text)) || own.includes('🎉'),
        'a reaction does not show which message it belongs to',
      );
      const taken = await linesAfter(stage, scene, { type: 'reaction', reaction: { message_id: wamid } });
      const after = (await messageNow(stage, scene.conversation, id)).message;
      stage.expect(
        taken.some((line) => line.includes(text)) || !after.includes('🎉'),
        'a reaction that was taken back does not show which message it belonged to',
      );
    },
  },
  {
    ...CAPABILITY,
    name: 'shown/edit-names-its-message',
    expects: 'A message that the customer edited shows its new words, and which message they replace.',
    source: meta.messages,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const scene = await begin(stage);
      const words = stage.customers.unique('corrected');
      const edit = { original_message_id: scene.wamid, message: { type: 'text', text: { body: words } } };
      const lines = await linesAfter(stage, scene, { type: 'edit', edit });
      const all = (await scene.customer.conversation()).messages.map(({ message }) => message);
      const isReplaced = all.some((line) => line.includes(words)) && !all.some((line) => line === scene.hello);
      stage.expect(
        lines.some((line) => line.includes(words) && line.includes(scene.hello)) || isReplaced,
        'an edit does not show which message it changes',
      );
    },
  },
  {
    ...CAPABILITY,
    name: 'shown/deletion-names-its-message',
    expects: 'A message that the customer deleted is marked as such, or a line says which one it was.',
    source: meta.messages,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const scene = await begin(stage);
      const before = (await scene.customer.conversation()).messages[0]?.message;
      const lines = await linesAfter(stage, scene, { type: 'revoke', revoke: { original_message_id: scene.wamid } });
      const [first] = (await scene.customer.conversation()).messages;
      stage.expect(
        lines.some((line) => line.includes(scene.hello)) || first?.message !== before,
        'a deletion does not show which message it concerns',
      );
    },
  },
  {
    ...CAPABILITY,
    name: 'shown/forwarded-and-from-an-ad',
    expects: 'A forwarded message and one that came through an advertisement say so, and keep their text.',
    source: meta.messages,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const forwarded = stage.customers.unique('passed on');
      await customer.writes(forwarded, { message: { context: { forwarded: true } } });
      const shown = (await customer.shows(forwarded)).message;
      stage.expect(shown.replace(forwarded, '').trim() !== '', 'a forwarded message is not marked as forwarded');
      const referral = { source_url: 'https://fb.me/ad-1', source_id: '1', source_type: 'ad', headline: 'Spring berths', body: 'Book now' };
      const fromAd = stage.customers.unique('through an ad');
      const before = (await customer.conversation()).messages.length;
      await customer.writes(fromAd, { message: { referral } });
      await customer.shows(fromAd);
      const lines = (await customer.conversation()).messages.slice(before).map(({ message }) => message);
      stage.expect(
        lines.some((line) => line.includes('Spring berths')),
        'a message does not show the advertisement it came through',
      );
    },
  },
] as const satisfies readonly Rule[];

/** What a message adds to the conversation. */
async function linesAfter(
  stage: VerifyStage,
  { customer }: Pick<Scene, 'customer'>,
  parts: Readonly<Record<string, unknown>>,
): Promise<string[]> {
  const before = (await customer.conversation()).messages.length;
  const message = customer.message(parts);
  const answer = await stage.webhook.deliver([{ contacts: [customer.contact()], messages: [message] }], { retries: 2 });
  stage.expect(answer.status === 200, `a message of type ${message.type} was answered ${answer.status}`, [answer.evidence]);
  await stage.settle();
  return (await customer.conversation()).messages.slice(before).map((shown) => shown.message);
}

async function showsAll(
  stage: VerifyStage,
  parts: Readonly<Record<string, unknown>>,
  expected: readonly (string | RegExp)[],
): Promise<void> {
  const scene = await begin(stage);
  const text = (await linesAfter(stage, scene, parts)).join('\n');
  const missing = expected.filter((piece) => (typeof piece === 'string' ? !text.includes(piece) : !piece.test(text)));
  stage.expect(missing.length === 0, `a message of type ${String(parts['type'])} does not show ${missing.map(String).join(', ')}`);
}
