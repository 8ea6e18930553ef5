import type { ErrorRule } from '../error-rule.ts';

const template = { class: 'fix-template' } as const;
const VALUES =
  'The values do not fit the template as WhatsApp knows it. The list of templates is read again; choose it anew and fill in every value.';

/** The template: what we know of it is read again, and the message has to be written anew. */
export const templateErrors: readonly ErrorRule[] = [
  { ...template, code: 132000, means: 'the template has another number of parameters', advice: VALUES },
  {
    ...template,
    code: 132001,
    means: 'there is no such template in that language, or it is not approved',
    advice: 'WhatsApp has no approved template of that name in that language. The list of templates is read again; choose another one.',
  },
  {
    ...template,
    code: 132005,
    means: 'the text is too long once its values are filled in',
    advice: 'The template is too long with these values. Shorten them.',
  },
  {
    ...template,
    code: 132007,
    means: 'the text holds characters that are not allowed',
    advice: "The values hold something that WhatsApp's policy does not allow in a template. Change them.",
  },
  { ...template, code: 132012, means: 'a parameter has another format than the template wants', advice: VALUES },
  {
    ...template,
    code: 132015,
    means: 'the template is paused because of low quality',
    advice: 'WhatsApp has paused this template because customers complained about it. Choose another one.',
  },
  {
    ...template,
    code: 132016,
    means: 'the template is disabled for good',
    advice: 'WhatsApp has switched this template off for good. Choose another one.',
  },
  { ...template, code: 132018, means: 'something is wrong with the parameters of the template', advice: VALUES },
  {
    ...template,
    code: 132021,
    means: 'a direct send has the name of a template of our own',
    advice: 'The name of this message is that of an existing template. Send that template instead.',
  },
  // A form goes out behind a button of a template, and such a template is not offered here: a text cannot say what the form needs. So there is no queue of forms that
  // could be held, and the code can only belong to a message that something else sent in the name of this number.
  {
    ...template,
    code: 132068,
    means: 'the form (flow) behind a button of the template is blocked',
    advice: 'WhatsApp has blocked the form of this template because it failed for too many customers. Choose a template without it.',
  },
  {
    ...template,
    code: 132069,
    means: 'the form (flow) behind a button of the template is slowed down to 10 messages per hour',
    advice:
      'WhatsApp lets the form of this template go out 10 times an hour, because it failed for too many customers. Choose a template without it, or try again in an hour.',
  },
];
