import type { Conversation } from '../../provider-caller.ts';
import type { Customer, Rule, VerifyStage } from '../../rule.ts';
import { onPhone, reply, sureOfOurWhatsApp } from '../reliable/scene.ts';
import { meta } from '../reliable/sources.ts';

/** Failures in knowing who writes. */
export const peopleIncidents = [
  {
    name: 'incident/brazil-nine',
    level: 'reliable',
    expects: 'A Brazilian customer is answered under exactly the number that wrote, with or without the ninth digit.',
    source: meta.send,
    needs: ['webhook', 'whatsapp'],
    incident: {
      name: 'brazil-nine',
      what: 'Numbers were "normalised" by adding or taking away the ninth digit; answers went to numbers that do not exist, and contacts doubled.',
      where: ['chatwoot/chatwoot#14048', 'chatwoot/chatwoot#5840', 'devlikeapro/waha#1261', 'nyaruka/courier#433'],
    },
    check: (stage: VerifyStage) =>
      answeredWhereTheyWrote(stage, (digits) => [`55119${digits.slice(-8)}`, `5511${shifted(digits).slice(-8)}`]),
  },
  {
    name: 'incident/mexico-one',
    level: 'reliable',
    expects: 'A Mexican or Argentinian customer is answered under exactly the number that wrote, with or without the extra 1 or 9.',
    source: meta.send,
    needs: ['webhook', 'whatsapp'],
    incident: {
      name: 'mexico-one',
      what: 'The number that wrote was not the number that had been dialled: with the extra digit or without it. Contacts doubled and replies never arrived; a cure that rewrote every number broke landlines.',
      where: ['chatwoot/chatwoot#11053', 'chatwoot/chatwoot#12655', 'chatwoot/chatwoot#14657'],
    },
    check: (stage: VerifyStage) =>
      answeredWhereTheyWrote(stage, (digits) => [
        `52155${digits.slice(-8)}`,
        `5255${shifted(digits).slice(-8)}`,
        `54911${digits.slice(-8)}`,
        `5411${shifted(digits).slice(-8)}`,
      ]),
  },
  {
    name: 'incident/bsuid-only',
    level: 'reliable',
    expects: 'A customer who shares no number, only a business-scoped user id, has a conversation of their own with all they wrote.',
    source: meta.userIds,
    needs: ['webhook'],
    incident: {
      name: 'bsuid-only',
      what: 'Messages without a phone number were dropped, or refused by a CRM that wanted one; elsewhere strangers were taken for one contact.',
      where: ['chatwoot/chatwoot#13837', 'shridarpatil/whatomate#531', 'fazer-ai/chatwoot#440', 'chatwoot/chatwoot#13994'],
    },
    async check(stage: VerifyStage) {
      const [one, other] = [stage.customers.next(), stage.customers.next()];
      const texts = [stage.customers.unique('first'), stage.customers.unique('second')];
      for (const text of texts) await writesWithoutNumber(stage, one, text);
      const foreign = stage.customers.unique('somebody else');
      await writesWithoutNumber(stage, other, foreign);
      const mine = await conversationWith(stage, texts[0] ?? '');
      const theirs = await conversationWith(stage, foreign);
      stage.expect(mine.id !== theirs.id, 'two customers without a phone number share one conversation');
      stage.expect(
        texts.every((text) => mine.messages.some(({ message }) => message.includes(text))),
        'what one customer without a phone number wrote is spread over several conversations',
      );
    },
  },
  {
    name: 'incident/bsuid-in-to',
    level: 'reliable',
    expects:
      'A reply to a customer without a number goes to their user id in the field `recipient`; in `to` WhatsApp would drop it silently.',
    source: meta.userIds,
    needs: ['webhook', 'whatsapp'],
    incident: {
      name: 'bsuid-in-to',
      what: 'The user id was sent in the field for phone numbers: WhatsApp answered 200 and delivered nothing. Elsewhere it went through the rules for phone numbers and came out mangled.',
      where: ['chatwoot/chatwoot#15150', 'codigoencasa/builderbot#1233'],
    },
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const hello = stage.customers.unique('hello');
      await writesWithoutNumber(stage, customer, hello);
      const conversation = await conversationWith(stage, hello);
      const text = stage.customers.unique('answer');
      await reply(stage, conversation, text);
      const shown = await stage.eventually(
        'the reply on the phone of a customer without a number',
        () => onPhone(stage, customer.userId, text)[0],
      );
      const { to, recipient } = shown.content as { to?: string; recipient?: string };
      stage.expect(to === undefined, 'a user id was sent in the field for phone numbers');
      stage.expect(recipient === customer.userId, 'the reply went to another user id than the one that wrote');
    },
  },
  {
    name: 'incident/from-missing',
    level: 'reliable',
    expects: 'A message that names its sender by user id only, in a delivery without contacts, is kept and shown.',
    source: meta.userIds,
    needs: ['webhook'],
    incident: {
      name: 'from-missing',
      what: 'Code that read `from` of every message dropped those without it, or made a contact that the CRM refused for want of a number.',
      where: ['shridarpatil/whatomate#531', 'fazer-ai/chatwoot#440'],
    },
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const text = stage.customers.unique('no from');
      const { from: _from, ...message } = customer.message({ type: 'text', text: { body: text } });
      const answer = await stage.webhook.deliver([{ messages: [message] }], { retries: 3 });
      stage.expect(answer.status === 200, `a message without \`from\` was answered ${answer.status}`, [answer.evidence]);
      await conversationWith(stage, text);
    },
  },
  {
    name: 'incident/name-overwritten',
    level: 'reliable',
    expects: "A customer's name is not lost when a later message comes without one.",
    source: meta.messages,
    needs: ['webhook'],
    incident: {
      name: 'name-overwritten',
      what: 'Messages that came in wrote over the names that contacts had been given.',
      where: ['shridarpatil/whatomate#508', 'ArnasDon/wacrm#306'],
    },
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      await customer.writes(stage.customers.unique('with a name'));
      const text = stage.customers.unique('without a name');
      const message = customer.message({ type: 'text', text: { body: text } });
      for (const contact of [
        { wa_id: customer.phone, user_id: customer.userId },
        { wa_id: customer.phone, profile: { name: '' } },
      ]) {
        await stage.webhook.deliver([{ contacts: [contact], messages: [{ ...message, id: stage.customers.wamid() }] }], { retries: 3 });
      }
      await stage.eventually('both messages without a name', async () => (await customer.all(text)).length >= 2);
      const { participants } = await conversationWith(stage, text);
      const name = participants.find(({ role }) => role === 'end_user')?.name;
      stage.expect(name === customer.name, 'a customer lost the name when a message came without one');
    },
  },
  {
    name: 'incident/wrong-tenant',
    level: 'reliable',
    expects: 'A message for a phone number id that nobody registered here is not shown on another channel.',
    source: meta.messages,
    needs: ['webhook'],
    incident: {
      name: 'wrong-tenant',
      what: 'Where several companies shared one webhook, customers of one were answered as if by another. No error told of it, and no log.',
      where: ['sarrazola/openlivery#36', 'chatwoot/chatwoot#6206', 'chatwoot/chatwoot#13426'],
    },
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const text = stage.customers.unique('not for you');
      const metadata = { display_phone_number: '15550009998', phone_number_id: '999000111222335' };
      const message = customer.message({ type: 'text', text: { body: text } });
      await stage.webhook.deliver([{ metadata, contacts: [customer.contact()], messages: [message] }]);
      await stage.settle();
      const shown = await stage.provider.findConversation(({ messages }) =>
        (messages ?? []).some((candidate) => candidate.message.includes(text)),
      );
      stage.expect(shown === undefined, 'a message for an unknown phone number id stands on this channel');
    },
  },
] as const satisfies readonly Rule[];

/** Other digits for a second person: the two forms of one number may be taken for one person. */
const shifted = (digits: string): string => digits.replace(/\d/g, (digit) => String((Number(digit) + 3) % 10));

async function answeredWhereTheyWrote(stage: VerifyStage, numbers: (digits: string) => readonly string[]): Promise<void> {
  await sureOfOurWhatsApp(stage);
  for (const phone of numbers(stage.customers.next().phone.replace(/\D/g, '').padStart(8, '7'))) {
    const customer = stage.customers.next();
    const hello = stage.customers.unique('hello');
    const message = { ...customer.message({ type: 'text', text: { body: hello } }), from: phone };
    await stage.webhook.deliver([{ contacts: [{ ...customer.contact(), wa_id: phone }], messages: [message] }], { retries: 3 });
    const conversation = await conversationWith(stage, hello);
    const text = stage.customers.unique('answer');
    await reply(stage, conversation, text);
    const shown = await stage.eventually('the reply on the phone that wrote', () => onPhone(stage, phone, text)[0]);
    const { to } = shown.content as { to?: string };
    stage.expect(to === undefined || to.replace(/\D/g, '') === phone, 'the reply was sent to another number than the one that wrote');
  }
}

/** A customer writes as one who shares no phone number. */
export async function writesWithoutNumber(stage: VerifyStage, customer: Customer, text: string): Promise<void> {
  const { from: _from, ...message } = customer.message({ type: 'text', text: { body: text } });
  const contact = {
    profile: { name: customer.name, username: `@${customer.name.toLowerCase().replace(/\W+/g, '.')}` },
    user_id: customer.userId,
  };
  const answer = await stage.webhook.deliver([{ contacts: [contact], messages: [message] }], { retries: 3 });
  stage.expect(answer.status === 200, `a message of a customer without a phone number was answered ${answer.status}`, [answer.evidence]);
}

/** Waits for the conversation that holds this text. */
export async function conversationWith(stage: VerifyStage, text: string): Promise<Conversation> {
  const { id } = await stage.eventually(`a conversation with the text "${text}"`, () =>
    stage.provider.findConversation(({ messages }) => (messages ?? []).some(({ message }) => message.includes(text))),
  );
  return stage.provider.conversation(id);
}
