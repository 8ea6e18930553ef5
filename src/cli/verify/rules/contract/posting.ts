import type { Customer } from '../../customers.ts';
import type { CallOptions, Conversation, Message, ProviderAnswer } from '../../provider-caller.ts';
import { NotRun, type Rule, type VerifyStage } from '../../rule.ts';
import { conversationWith, expectClientError, expectDecided, expectListed, expectRefusal, expectShape, sideOf } from '../../scene.ts';
import { operationOf, published } from './sources.ts';

const post = operationOf('pipedrive-provider', 'postMessage');
type Fields = NonNullable<CallOptions['form']>;

interface Opening {
  conversation: Conversation;
  customer: Customer;
  /** senderId and conversationId as Pipedrive sends them. */
  usual: Fields;
  recipient: string;
}

/** A conversation with a new customer, ready to be answered. */
async function opening(stage: VerifyStage): Promise<Opening> {
  const { conversation, customer } = await conversationWith(stage);
  // Whoever wrote in a conversation that was there before cannot be watched.
  if (!customer) throw new NotRun('a customer of our own has no conversation that can be read');
  const usual: Fields = [
    ['senderId', sideOf(conversation, 'source_user').id],
    ['conversationId', conversation.id],
  ];
  return { conversation, customer, usual, recipient: sideOf(conversation, 'end_user').id };
}

/** Sends a form and waits until its text stands on the customer's phone, once. */
async function expectArrival(
  stage: VerifyStage,
  { customer, usual }: Opening,
  recipients: Fields,
  more: Fields = [],
): Promise<ProviderAnswer> {
  const text = stage.customers.unique('answer');
  const answer = await stage.provider.call('postMessage', { form: [['message', text], ...usual, ...recipients, ...more] });
  expectShape(stage, 'postMessage', answer);
  await stage.eventually(`the text of postMessage on the phone of ${customer.name}`, () => onPhone(stage, customer, text) > 0);
  await stage.settle();
  const times = onPhone(stage, customer, text);
  stage.expect(times === 1, `the text of one postMessage stands on the phone ${times} times`, [answer.evidence]);
  return answer;
}

const onPhone = (stage: VerifyStage, { phone }: Customer, text: string): number =>
  stage.whatsapp.phone(phone).filter((message) => message.from === 'business' && message.text.includes(text)).length;

const recipientForms: readonly { name: string; expects: string; fields: (id: string) => Fields }[] = [
  {
    name: 'posting/recipients-plain',
    expects: 'postMessage takes its recipient in the field recipientIds.',
    fields: (id) => [['recipientIds', id]],
  },
  {
    name: 'posting/recipients-bracket',
    expects: 'postMessage takes its recipient in the field recipientIds[], the other published name.',
    fields: (id) => [['recipientIds[]', id]],
  },
  {
    name: 'posting/recipients-json',
    expects: 'postMessage takes its recipients as a JSON array in one field.',
    fields: (id) => [['recipientIds', JSON.stringify([id])]],
  },
  {
    name: 'posting/recipients-comma',
    expects: 'postMessage takes its recipients joined by commas, empty ones ignored.',
    fields: (id) => [['recipientIds', `${id},`]],
  },
];

/** Both published names of the recipients' field, in the forms that are sent. */
export const recipientRules = recipientForms.map(
  ({ name, expects, fields }): Rule => ({
    name,
    level: 'contract',
    expects,
    source: published.implementing,
    needs: ['webhook', 'whatsapp'],
    async check(stage) {
      const scene = await opening(stage);
      await expectArrival(stage, scene, fields(scene.recipient));
    },
  }),
);

export const postingRules = [
  {
    name: 'posting/id-is-the-message',
    level: 'contract',
    expects: 'The id that postMessage answers is the id of the message in its conversation: sent by the source_user, with its text.',
    source: post,
    needs: ['webhook', 'whatsapp'],
    async check(stage: VerifyStage) {
      const { conversation } = await opening(stage);
      const text = stage.customers.unique('reply');
      const answer = await stage.provider.reply({ conversation, text });
      expectShape(stage, 'postMessage', answer);
      const { id } = (answer.json as { data: { id: string } }).data;
      const params = { sourceConversationId: conversation.id, sourceMessageId: id };
      const found = await stage.provider.call('getMessageById', { params });
      expectListed(stage, 'getMessageById', found, 'the id that postMessage gave');
      const message = found.json as Message;
      stage.expect(message.id === id && message.message === text, 'the id that postMessage answered is another message', [
        answer.evidence,
        found.evidence,
      ]);
      stage.expect(message.sender_id === sideOf(conversation, 'source_user').id, 'the reply was not sent by the source_user', [
        found.evidence,
      ]);
      const { messages } = await stage.provider.conversation(conversation.id);
      const times = messages.filter((entry) => entry.id === id).length;
      stage.expect(times === 1, `the reply stands in its conversation ${times} times`);
    },
  },
  {
    name: 'posting/unknown-fields',
    level: 'contract',
    expects: 'Form fields that are not known yet change nothing.',
    source: published.implementing,
    needs: ['webhook', 'whatsapp'],
    async check(stage: VerifyStage) {
      const scene = await opening(stage);
      await expectArrival(
        stage,
        scene,
        [['recipientIds[]', scene.recipient]],
        [
          ['templateId', ''],
          ['client_message_ref', 'a-1'],
        ],
      );
    },
  },
  {
    name: 'posting/slow-form',
    level: 'contract',
    expects: 'A form that arrives in pieces over some hundred milliseconds is answered like any other.',
    source: post,
    needs: ['webhook', 'whatsapp'],
    async check(stage: VerifyStage) {
      const { usual, recipient } = await opening(stage);
      const form: Fields = [['message', stage.customers.unique('slowly')], ...usual, ['recipientIds[]', recipient]];
      const answer = await stage.provider.call('postMessage', { form, slowly: { pieces: 12, pauseMs: 30 } });
      expectShape(stage, 'postMessage', answer);
    },
  },
  {
    name: 'posting/no-conversation',
    level: 'contract',
    expects: 'A form without a conversation is refused with 400.',
    source: published.errors,
    async check(stage: VerifyStage) {
      const form: Fields = [
        ['message', 'To whom?'],
        ['senderId', 'verify-no-such-id'],
        ['recipientIds[]', 'verify-no-such-id'],
      ];
      expectRefusal(stage, 'postMessage', await stage.provider.call('postMessage', { form }), [400]);
    },
  },
  {
    name: 'posting/nothing-to-send',
    level: 'contract',
    expects: 'A form with neither a text nor a file is refused with 400.',
    source: published.errors,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const { usual, recipient } = await opening(stage);
      for (const text of [[], [['message', '']]] as const) {
        const answer = await stage.provider.call('postMessage', { form: [...text, ...usual, ['recipientIds[]', recipient]] });
        expectRefusal(stage, 'postMessage', answer, [400]);
      }
    },
  },
  {
    name: 'posting/somebody-elses-conversation',
    level: 'contract',
    expects: 'A recipient who does not take part in the conversation is refused with 400 or 404, and nobody gets the text.',
    source: post,
    needs: ['webhook', 'whatsapp'],
    async check(stage: VerifyStage) {
      const [first, second] = [await opening(stage), await opening(stage)];
      const text = stage.customers.unique('for whom');
      const form: Fields = [['message', text], ...first.usual, ['recipientIds[]', second.recipient]];
      const answer = await stage.provider.call('postMessage', { form });
      expectRefusal(stage, 'postMessage', answer, [400, 404]);
      await stage.settle();
      const reached = [first, second].find(({ customer }) => onPhone(stage, customer, text) > 0);
      stage.expect(reached === undefined, 'a refused message was sent all the same', [answer.evidence]);
    },
  },
] satisfies readonly Rule[];

/** Bodies that are no form. */
export const malformedPostRules = [
  {
    name: 'posting/no-boundary',
    level: 'contract',
    expects: 'multipart/form-data without a boundary is refused with 4xx.',
    source: post,
    async check(stage: VerifyStage) {
      const headers = { 'content-type': 'multipart/form-data' };
      expectClientError(stage, await stage.provider.call('postMessage', { body: 'message=hello', headers }), 'a form without a boundary');
    },
  },
  {
    name: 'posting/broken-form',
    level: 'contract',
    expects: 'A form that ends in the middle of a part is refused with 4xx.',
    source: post,
    async check(stage: VerifyStage) {
      const headers = { 'content-type': 'multipart/form-data; boundary=verify' };
      const body = '--verify\r\nContent-Disposition: form-data; name="message"\r\n\r\nno end';
      expectClientError(stage, await stage.provider.call('postMessage', { body, headers }), 'a form without its end');
    },
  },
  {
    name: 'posting/no-form',
    level: 'contract',
    expects: 'A body that is no form (JSON, plain text, nothing) is refused with 4xx.',
    source: post,
    async check(stage: VerifyStage) {
      for (const [type, body] of [
        ['application/json', '{"message":"hello"}'],
        ['text/plain', 'hello'],
        ['application/octet-stream', ''],
      ] as const) {
        const answer = await stage.provider.call('postMessage', { body, headers: { 'content-type': type } });
        expectClientError(stage, answer, `a body of type ${type}`);
      }
    },
  },
  {
    name: 'posting/endless-text',
    level: 'contract',
    expects: 'A text of a million characters is refused with 4xx: WhatsApp takes 4096.',
    source: post,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const { usual, recipient } = await opening(stage);
      const form: Fields = [['message', 'x'.repeat(1_000_000)], ...usual, ['recipientIds[]', recipient]];
      const answer = await stage.provider.call('postMessage', { form });
      expectDecided(stage, answer, 'a text of a million characters');
      expectClientError(stage, answer, 'a text of a million characters');
    },
  },
] satisfies readonly Rule[];
