import type { Rule, VerifyStage } from '../../rule.ts';
import { begin } from '../reliable/scene.ts';
import { meta } from '../reliable/sources.ts';

/** Failures with kinds of messages that nobody foresaw. How a kind is shown is the provider's choice; that something is shown is not. */
export const kindIncidents = [
  {
    name: 'incident/unknown-type-crash',
    level: 'reliable',
    expects: 'A message of a type that nobody knows leaves a visible line in the conversation, and the messages around it arrive.',
    source: meta.messages,
    needs: ['webhook'],
    incident: {
      name: 'unknown-type-crash',
      what: 'One message of an unknown type threw; the delivery was repeated for days, and nothing of that channel came through meanwhile.',
      where: ['zammad/zammad#5439', 'shridarpatil/frappe_whatsapp#162', 'chatwoot/chatwoot#13464'],
    },
    check: (stage: VerifyStage) =>
      leavesALine(stage, [
        { type: 'hologram', hologram: { id: '1', frames: 3 } },
        { type: 'unknown', errors: [{ code: 131051, title: 'Message type unknown' }] },
        { type: 'unsupported', unsupported: { type: 'poll' }, errors: [{ code: 131051, title: 'Message type unknown' }] },
        { type: 'unsupported', errors: [{ code: 131060, title: 'This message is unavailable' }] },
      ]),
  },
  {
    name: 'incident/reaction-removal',
    level: 'reliable',
    expects: 'A reaction that is taken back, without an emoji or with an empty one, loses nothing around it.',
    source: meta.messages,
    needs: ['webhook'],
    incident: {
      name: 'reaction-removal',
      what: 'The webhook of a removed reaction has no emoji; code that read it threw, and with it went the rest of the stream.',
      where: ['glific/glific#4145', 'netflie/whatsapp-cloud-api#138'],
    },
    async check(stage: VerifyStage) {
      const { customer, wamid } = await begin(stage);
      const [between, after] = [stage.customers.unique('between'), stage.customers.unique('after')];
      const text = (body: string) => customer.message({ type: 'text', text: { body } });
      const messages = [
        customer.message({ type: 'reaction', reaction: { message_id: wamid } }),
        text(between),
        customer.message({ type: 'reaction', reaction: { message_id: wamid, emoji: '' } }),
        text(after),
      ];
      const answer = await stage.webhook.deliver([{ contacts: [customer.contact()], messages }], { retries: 3 });
      stage.expect(answer.status === 200, `a delivery with removed reactions was answered ${answer.status}`, [answer.evidence]);
      await customer.shows(between);
      await customer.shows(after);
    },
  },
  {
    name: 'incident/nfm-reply',
    level: 'reliable',
    expects: 'A filled-in form leaves a visible line, also when its token is missing or its answers are not readable.',
    source: meta.messages,
    needs: ['webhook'],
    incident: {
      name: 'nfm-reply',
      what: 'Answers to forms came as a kind of interactive message nobody had listed, and were dropped.',
      where: ['chatwoot/chatwoot#13970', 'nyaruka/courier#1073', 'shridarpatil/frappe_whatsapp#243'],
    },
    check: (stage: VerifyStage) =>
      leavesALine(stage, [
        form('{"flow_token":"t-1","boat":"kayak"}'),
        form('{"boat":"kayak","days":3}'),
        form('not json'),
        { type: 'interactive', interactive: { type: 'call_permission_reply', call_permission_reply: { response: 'accept' } } },
      ]),
  },
  {
    name: 'incident/order-dropped',
    level: 'reliable',
    expects: 'An order from the catalogue leaves a visible line, with or without a text.',
    source: meta.messages,
    needs: ['webhook'],
    incident: {
      name: 'order-dropped',
      what: 'Customers put things into the basket and sent it; the type was not listed, and nobody ever saw the order.',
      where: ['botpress/botpress#15049', 'tawn33y/whatsapp-cloud-api#56'],
    },
    check: (stage: VerifyStage) =>
      leavesALine(stage, [order({ text: 'Deliver on Friday, please' }), order({}), order({ product_items: undefined })]),
  },
  {
    name: 'incident/reaction-dropped',
    level: 'reliable',
    expects: 'A reaction leaves a visible line: often it is the only answer a customer gives.',
    source: meta.messages,
    needs: ['webhook'],
    incident: {
      name: 'reaction-dropped',
      what: 'Reactions were ignored for years, although a thumbs-up was often all the customer answered.',
      where: ['chatwoot/chatwoot#3627', 'chatwoot/chatwoot#8656', 'chatwoot/chatwoot#10411'],
    },
    async check(stage: VerifyStage) {
      const { customer, wamid } = await begin(stage);
      const before = (await customer.conversation()).messages.length;
      const message = customer.message({ type: 'reaction', reaction: { message_id: wamid, emoji: '👍' } });
      await stage.webhook.deliver([{ contacts: [customer.contact()], messages: [message] }], { retries: 3 });
      await stage.eventually('the reaction in the conversation', async () => {
        const { messages } = await customer.conversation();
        return messages.length > before || messages.some((shown) => shown.message.includes('👍'));
      });
    },
  },
  {
    name: 'incident/media-line',
    level: 'reliable',
    expects: 'A file without a caption leaves a visible line at once, whether or not the file can be fetched.',
    source: meta.media,
    needs: ['webhook'],
    incident: {
      name: 'media-line',
      what: 'The lookup of a file failed, and with it went the whole message; the salesperson never knew that the customer had sent one.',
      where: ['chatwoot/chatwoot#15754', 'chatwoot/chatwoot#9809'],
    },
    check: (stage: VerifyStage) =>
      leavesALine(
        stage,
        ['image', 'video', 'audio', 'document', 'sticker'].map((type) => ({
          type,
          [type]: { id: '1111111111111111', mime_type: 'application/octet-stream', sha256: 'x' },
        })),
      ),
  },
] as const satisfies readonly Rule[];

const form = (response_json: string) => ({
  type: 'interactive',
  interactive: { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent', response_json } },
});

const order = (parts: object) => ({
  type: 'order',
  order: { catalog_id: '77', product_items: [{ product_retailer_id: 'rope-12', quantity: 2, item_price: 9.5, currency: 'EUR' }], ...parts },
});

/** Each of these messages, one after another, adds something that is not empty to the conversation, and a text behind them arrives. */
async function leavesALine(stage: VerifyStage, kinds: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
  const { customer } = await begin(stage);
  for (const parts of kinds) {
    const before = (await customer.conversation()).messages.length;
    const message = customer.message(parts);
    const answer = await stage.webhook.deliver([{ contacts: [customer.contact()], messages: [message] }], { retries: 2 });
    stage.expect(answer.status === 200, `a message of type ${message.type} was answered ${answer.status} again and again`, [
      answer.evidence,
    ]);
    const added = await stage.eventually(`a line for a message of type ${message.type}`, async () => {
      const { messages } = await customer.conversation();
      return messages.length > before ? messages.slice(before) : undefined;
    });
    const isVisible = added.some((shown) => shown.message.trim() !== '' || (shown.attachments ?? []).length > 0);
    stage.expect(isVisible, `a message of type ${message.type} is shown as an empty line`);
  }
  const after = stage.customers.unique('after');
  await customer.writes(after);
  await customer.shows(after);
}
