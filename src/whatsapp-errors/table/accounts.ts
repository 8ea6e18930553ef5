import { ACCOUNT_HOLD_MS, type ErrorRule } from '../error-rule.ts';

const account = { class: 'hold-account', restMs: ACCOUNT_HOLD_MS } as const;
const COULD_NOT = 'The connection to WhatsApp needs attention, so this message did not go out.';
const thenAgain = `${COULD_NOT} Tell whoever runs it, and send the message again once it works.`;

/** The account, its number or its access token: a person has to do something, and until then nothing of this channel can go out. */
export const accountErrors: readonly ErrorRule[] = [
  {
    ...account,
    code: 0,
    means: 'the access token cannot be used',
    hold: 'WhatsApp does not accept the access token: put in a new one',
    advice: thenAgain,
  },
  {
    ...account,
    code: 3,
    means: 'the app lacks the capability for this call',
    hold: 'the Meta app may not make this call: check its permissions',
    advice: thenAgain,
  },
  {
    ...account,
    code: 10,
    means: 'a permission is missing or was taken away',
    hold: 'the access token lacks a permission: grant whatsapp_business_messaging again',
    advice: thenAgain,
  },
  {
    ...account,
    code: 33,
    means: 'the business phone number was deleted, or the token may not see it',
    hold: 'WhatsApp does not know this phone number id, or not for this access token',
    advice: thenAgain,
  },
  {
    ...account,
    code: 190,
    means: 'the access token has expired or was withdrawn',
    hold: 'the access token has expired or was withdrawn: put in a new one',
    advice: thenAgain,
  },
  {
    ...account,
    code: 200,
    last: 299,
    means: 'a permission is missing or was taken away',
    hold: 'the access token lacks a permission: grant whatsapp_business_messaging again',
    advice: thenAgain,
  },
  {
    ...account,
    code: 368,
    means: 'the business account is blocked for a while because of a policy',
    hold: 'Meta has blocked the business account for breaking a policy: see Business Support',
    advice: `${COULD_NOT} WhatsApp has blocked the business account for a while. Its owner finds the reason in Meta's Business Support.`,
  },
  {
    ...account,
    code: 131005,
    means: 'access denied',
    hold: 'the access token lacks a permission: grant whatsapp_business_messaging again',
    advice: thenAgain,
  },
  {
    ...account,
    code: 131031,
    means: 'the business account is locked',
    hold: 'Meta has locked the business account: see Business Support',
    advice: `${COULD_NOT} WhatsApp has locked the business account. Its owner has to settle that with Meta.`,
  },
  {
    ...account,
    code: 131037,
    means: 'the display name of the number is not approved',
    hold: "the number's display name is not approved: have it approved in WhatsApp Manager",
    advice: `${COULD_NOT} The display name of the business number has to be approved first.`,
  },
  {
    ...account,
    code: 131042,
    means: 'there is a problem with the payment method',
    hold: 'WhatsApp cannot charge the business account: check the payment method in WhatsApp Manager',
    advice: `${COULD_NOT} WhatsApp cannot charge the business account; its payment method has to be put right. Send the message again afterwards.`,
  },
  {
    ...account,
    code: 131045,
    means: 'the number is not registered rightly (certificate)',
    hold: 'the phone number has to be registered with the Cloud API again',
    advice: thenAgain,
  },
  {
    ...account,
    code: 131048,
    means: 'too many messages of this number were blocked or reported',
    hold: 'WhatsApp limits this number because customers blocked or reported it: see its quality in WhatsApp Manager',
    advice: `${COULD_NOT} Too many customers have blocked or reported this number, so WhatsApp limits it. Write only to people who expect it, and try again later.`,
  },
  {
    ...account,
    code: 133010,
    means: 'the number is not registered with the Cloud API',
    hold: 'the phone number is not registered with the Cloud API: register it',
    advice: thenAgain,
  },
];
