import type { Template } from './options.ts';

/** The templates a simulated account has unless told otherwise: two languages, a named one, a pending one. */
export const sampleTemplates: readonly Template[] = [
  {
    id: '594425479261596',
    name: 'berth_reminder',
    language: 'en_US',
    status: 'APPROVED',
    category: 'UTILITY',
    parameter_format: 'POSITIONAL',
    components: [
      {
        type: 'BODY',
        text: 'Hello {{1}}, your berth is booked until {{2}}. Please tell us if you stay longer.',
        example: { body_text: [['Ana', '21 November']] },
      },
      { type: 'FOOTER', text: 'Harbour Sales' },
    ],
  },
  {
    id: '594425479261597',
    name: 'berth_reminder',
    language: 'pt_PT',
    status: 'APPROVED',
    category: 'UTILITY',
    parameter_format: 'POSITIONAL',
    components: [
      { type: 'BODY', text: 'Olá {{1}}, o seu lugar está reservado até {{2}}.', example: { body_text: [['Ana', '21 de novembro']] } },
    ],
  },
  {
    id: '1689556908129832',
    name: 'season_offer',
    language: 'en_US',
    status: 'APPROVED',
    category: 'MARKETING',
    parameter_format: 'NAMED',
    components: [
      {
        type: 'BODY',
        text: 'Hello {{customer_name}}, berths for the spring are open. Shall we hold one for you?',
        example: { body_text_named_params: [{ param_name: 'customer_name', example: 'Ana' }] },
      },
    ],
  },
  {
    id: '1689556908129833',
    name: 'winter_storage',
    language: 'en_US',
    status: 'PENDING',
    category: 'UTILITY',
    parameter_format: 'POSITIONAL',
    components: [{ type: 'BODY', text: 'Your winter storage is booked.' }],
  },
];
