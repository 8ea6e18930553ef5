import type { Customer, Rule, VerifyStage } from '../../rule.ts';
import { conversationWith } from '../incidents/people.ts';
import { sureOfOurWhatsApp } from '../reliable/scene.ts';
import { meta } from '../reliable/sources.ts';

const CAPABILITY = { level: 'reliable', capability: 'whatsapp-in-full', source: meta.send, needs: ['webhook', 'whatsapp'] } as const;

/** A number of Brazil, Mexico or Argentina has two forms; somebody else's number is not one of them. */
export const numberFormRules = [
  {
    ...CAPABILITY,
    name: 'identity/forms-of-a-number-are-one-person',
    expects: 'A Brazilian customer who writes with and without the ninth digit under the same user id has one conversation.',
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const digits = customer.phone.slice(-7);
      const [one, other] = await conversations(stage, [
        [customer, `551198${digits}`],
        [customer, `55118${digits}`],
      ]);
      stage.expect(one === other, 'two forms of one number under one user id made two conversations');
    },
  },
  {
    ...CAPABILITY,
    name: 'identity/a-form-alone-is-enough',
    expects:
      'Somebody of Brazil, Mexico or Argentina who writes under both forms of a mobile number, in messages that name no user id, has one conversation.',
    async check(stage: VerifyStage) {
      for (const forms of [formsOfBrazil, formsOfMexico, formsOfArgentina]) {
        const customer = stage.customers.next();
        const phones = forms(customer.phone.slice(-7));
        const [one, other] = await conversations(
          stage,
          phones.map((phone) => [customer, phone]),
          { userIds: false },
        );
        stage.expect(one === other, `the two forms ${shape(phones)} of one number made two conversations`);
      }
    },
  },
  {
    ...CAPABILITY,
    name: 'identity/landlines-have-one-form',
    expects: 'A Brazilian landline and the mobile number that has the same digits behind a 9 are two people.',
    async check(stage: VerifyStage) {
      const [landline, mobile] = [stage.customers.next(), stage.customers.next()];
      const digits = landline.phone.slice(-7);
      const [one, other] = await conversations(
        stage,
        [
          [landline, `55313${digits}`],
          [mobile, `553193${digits}`],
        ],
        { userIds: false },
      );
      stage.expect(one !== other, 'a landline and a mobile number that is not a form of it share a conversation');
    },
  },
  {
    ...CAPABILITY,
    name: 'identity/strangers-are-never-joined',
    expects: 'Two people whose numbers differ by the ninth digit, with different user ids, stay two people.',
    source: meta.userIds,
    async check(stage: VerifyStage) {
      const [one, other] = [stage.customers.next(), stage.customers.next()];
      const digits = one.phone.slice(-7);
      const ids = await conversations(stage, [
        [one, `552198${digits}`],
        [other, `55218${digits}`],
      ]);
      stage.expect(ids[0] !== ids[1], 'two people with different user ids share a conversation because their numbers are alike');
    },
  },
] as const satisfies readonly Rule[];

const formsOfBrazil = (digits: string): string[] => [`554198${digits}`, `55418${digits}`];
const formsOfMexico = (digits: string): string[] => [`521812${digits}`, `52812${digits}`];
const formsOfArgentina = (digits: string): string[] => [`549351${digits}`, `54351${digits}`];
const shape = (phones: readonly string[]): string => phones.map((phone) => phone.replace(/\d{7}$/, '…')).join(' and ');

/** The conversation each message comes into, written one after the other by somebody under a number. */
async function conversations(
  stage: VerifyStage,
  written: readonly (readonly [Customer, string])[],
  { userIds = true }: { userIds?: boolean } = {},
): Promise<string[]> {
  await sureOfOurWhatsApp(stage);
  const ids: string[] = [];
  for (const [customer, phone] of written) {
    const text = stage.customers.unique('somebody');
    const { from_user_id, ...message } = { ...customer.message({ type: 'text', text: { body: text } }), from: phone } as Record<
      string,
      unknown
    >;
    const { user_id, ...contact } = { ...customer.contact(), wa_id: phone } as Record<string, unknown>;
    const names = userIds ? { message: { from_user_id }, contact: { user_id } } : { message: {}, contact: {} };
    const delivery = { contacts: [{ ...contact, ...names.contact }], messages: [{ ...message, ...names.message }] };
    await stage.webhook.deliver([delivery], { retries: 3 });
    ids.push((await conversationWith(stage, text)).id);
  }
  return ids;
}
