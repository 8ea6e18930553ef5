import type { Template } from '../../../../../mocks/whatsapp/options.ts';
import { NotRun, type Rule, type VerifyStage } from '../../rule.ts';
import { whileTimePasses } from '../reliable/reply.ts';
import { begin, HOUR, MINUTE, onPhone, passTime } from '../reliable/scene.ts';
import { documents, meta } from '../reliable/sources.ts';

interface SentTemplate {
  name: string;
  language: { code: string };
  components?: { type: string; parameters?: { type?: string; text?: string; parameter_name?: string }[] }[];
}

/** Templates are what may be sent when the window is closed. Pipedrive hands a chosen one back as its text. */
export const templateRules = [
  {
    name: 'incident/template-25-only',
    level: 'reliable',
    capability: 'whatsapp-in-full',
    expects: 'getTemplates gives every approved template of the account, however many pages they take, and none that is not approved.',
    source: documents.getTemplates,
    needs: ['whatsapp', 'clock'],
    incident: {
      name: 'template-25-only',
      what: 'Only the first page of the catalogue was read. Whoever had more than 25 templates looked for the others in vain.',
      where: ['chatwoot/chatwoot#6651', 'chatwoot/chatwoot#6771', 'gabrieldwight/Whatsapp-Business-Cloud-Api-Net#136'],
    },
    check: (stage: VerifyStage) => {
      const many = Array.from({ length: 60 }, (_, index) => textTemplate(`notice_${index}`, `Notice number ${index}.`));
      const pending = { ...textTemplate('notice_pending', 'Not approved.'), status: 'PENDING' };
      return withTemplates(stage, [...many, pending], async () => {
        const answer = await stage.provider.call('getTemplates');
        stage.expect(answer.status === 200, `getTemplates answered ${answer.status}`, [answer.evidence]);
        const { templates } = (answer.json as { data: { templates: { content: string }[] } }).data;
        const missing = many.filter((_, index) => !templates.some(({ content }) => content === `Notice number ${index}.`));
        stage.expect(missing.length === 0, `${missing.length} of 60 approved templates are missing`);
        stage.expect(!templates.some(({ content }) => content === 'Not approved.'), 'a template that is not approved is offered');
      });
    },
  },
  {
    name: 'templates/recognised-by-their-text',
    level: 'reliable',
    capability: 'whatsapp-in-full',
    expects: 'Outside the window the text of a template, filled in, goes out as that template with its values, positional and named.',
    source: meta.templates,
    needs: ['webhook', 'whatsapp', 'clock'],
    check: (stage: VerifyStage) =>
      withTemplates(stage, [positional, named], async () => {
        await sentAsTemplate(stage, 'Hello Ana, your berth is booked until 21 November.', 'berth_until', ['Ana', '21 November']);
        await sentAsTemplate(stage, 'Dear Rui Almeida, shall we hold berth B-12 for you?', 'hold_berth', ['Rui Almeida', 'B-12']);
      }),
  },
  {
    name: 'incident/template-header-variables',
    level: 'reliable',
    capability: 'whatsapp-in-full',
    expects:
      'A template with a variable in its header goes out with the value of the header too, or is refused with a reason; it is never sent with a value missing.',
    source: meta.templates,
    needs: ['webhook', 'whatsapp', 'clock'],
    incident: {
      name: 'template-header-variables',
      what: 'Only the body was filled in. Templates with a variable in the header or in the address of a button failed with a wrong number of parameters.',
      where: ['chatwoot/chatwoot#4995', 'chatwoot/chatwoot#13142', 'shridarpatil/whatomate#351'],
    },
    check: (stage: VerifyStage) =>
      withTemplates(stage, [withHeader], async () => {
        const { customer, sent, answer } = await sendWhenClosed(stage, 'Order 4711\nYour order is ready, Ana.');
        const body = await sendWhenClosed(stage, 'Your order is ready, Ana.');
        for (const outcome of [{ sent, answer, customer }, body]) {
          const template = outcome.sent?.content as { template?: SentTemplate } | undefined;
          const header = template?.template?.components?.find(({ type }) => type === 'header');
          const isWhole = outcome.sent !== undefined && (header?.parameters ?? []).length === 1;
          const isRefused = outcome.answer.status >= 400 && outcome.answer.status < 500;
          stage.expect(isWhole || isRefused, 'a template with a variable in its header was taken without a value for it', [
            outcome.answer.evidence,
          ]);
        }
      }),
  },
  {
    name: 'templates/values-that-are-not-allowed',
    level: 'reliable',
    capability: 'whatsapp-in-full',
    expects: 'A value with a line break, which WhatsApp refuses in a template, is refused at once with a reason.',
    source: meta.templates,
    needs: ['webhook', 'whatsapp', 'clock'],
    check: (stage: VerifyStage) =>
      withTemplates(stage, [positional], async () => {
        const { answer } = await sendWhenClosed(stage, 'Hello Ana\nMaria, your berth is booked until 21 November.');
        stage.expect(answer.status >= 400 && answer.status < 500, `a template with a line break in a value was answered ${answer.status}`, [
          answer.evidence,
        ]);
      }),
  },
  {
    name: 'templates/two-that-read-the-same',
    level: 'reliable',
    capability: 'whatsapp-in-full',
    expects: 'A text that fits two templates is sent as neither by chance: as one that gives exactly these words, or refused.',
    source: meta.templates,
    needs: ['webhook', 'whatsapp', 'clock'],
    check: (stage: VerifyStage) =>
      withTemplates(stage, [textTemplate('welcome', 'Welcome aboard!'), textTemplate('welcome_again', 'Welcome aboard!')], async () => {
        const { sent, answer } = await sendWhenClosed(stage, 'Welcome aboard!');
        const isRefused = answer.status >= 400 && answer.status < 500;
        stage.expect(isRefused || sent?.text === 'Welcome aboard!', 'a text that fits two templates ended as something else', [
          answer.evidence,
        ]);
      }),
  },
  {
    name: 'templates/language-of-the-catalogue',
    level: 'reliable',
    capability: 'whatsapp-in-full',
    expects: 'A template goes out under the language code of its catalogue, however its language is written elsewhere.',
    source: meta.templates,
    needs: ['webhook', 'whatsapp', 'clock'],
    check: (stage: VerifyStage) =>
      withTemplates(stage, [{ ...textTemplate('bem_vindo', 'Bem-vindo a bordo!'), language: 'pt_PT' }], async () => {
        const { sent, answer } = await sendWhenClosed(stage, 'Bem-vindo a bordo!');
        const { template } = (sent?.content ?? {}) as { template?: SentTemplate };
        stage.expect(template?.language.code === 'pt_PT', 'a template was not sent in the language it exists in', [answer.evidence]);
      }),
  },
] as const satisfies readonly Rule[];

const textTemplate = (name: string, text: string): Template =>
  ({
    id: `9${Buffer.from(name).toString('hex').slice(0, 14)}`.replace(/[a-f]/g, '7'),
    name,
    language: 'en_US',
    status: 'APPROVED',
    category: 'UTILITY',
    parameter_format: 'POSITIONAL',
    components: [{ type: 'BODY', text }],
  }) as Template;

const positional = textTemplate('berth_until', 'Hello {{1}}, your berth is booked until {{2}}.');
const named: Template = {
  ...textTemplate('hold_berth', 'Dear {{customer}}, shall we hold berth {{berth}} for you?'),
  parameter_format: 'NAMED',
};
const withHeader = {
  ...textTemplate('order_ready', 'Your order is ready, {{1}}.'),
  components: [
    { type: 'HEADER', format: 'TEXT', text: 'Order {{1}}' },
    { type: 'BODY', text: 'Your order is ready, {{1}}.' },
  ],
} as Template;

/** Puts other templates into the account, and waits until no provider can still hold the old catalogue. */
export async function withTemplates<T>(stage: VerifyStage, templates: readonly Template[], work: () => Promise<T>): Promise<T> {
  const { templates: before } = stage.whatsapp.settings();
  stage.whatsapp.configure({ templates });
  await stage.advance(26 * HOUR);
  try {
    return await work();
  } finally {
    stage.whatsapp.configure({ templates: before });
    await stage.advance(26 * HOUR);
  }
}

/** A salesperson sends this to a customer whose window closed an hour ago. */
export async function sendWhenClosed(stage: VerifyStage, text: string) {
  const { customer, conversation } = await begin(stage);
  await passTime(stage, 25 * HOUR, 2);
  const answer = await whileTimePasses(stage, stage.provider.reply({ conversation, text }));
  await passTime(stage, 5 * MINUTE, 3);
  const onTheirs = onPhone(stage, customer.phone, '');
  if (onTheirs.some(({ type, status }) => type === 'text' && status !== 'failed'))
    throw new NotRun('the simulated WhatsApp took a text outside the window');
  return { customer, conversation, answer, sent: onTheirs.find(({ type, status }) => type === 'template' && status !== 'failed') };
}

async function sentAsTemplate(stage: VerifyStage, text: string, name: string, values: readonly string[]): Promise<void> {
  const { answer, sent } = await sendWhenClosed(stage, text);
  const { template } = (sent?.content ?? {}) as { template?: SentTemplate };
  stage.expect(template?.name === name, `the text of the template ${name} was answered ${answer.status} and not sent as that template`, [
    answer.evidence,
  ]);
  const given = template.components?.find(({ type }) => type === 'body')?.parameters?.map((parameter) => parameter.text) ?? [];
  stage.expect(given.join('|') === values.join('|'), `the template ${name} was sent with other values than those in the text`);
}
