import { NotRun, type Rule, type VerifyStage } from '../../rule.ts';
import { conversationWith, expectShape, newestOf, sideOf } from '../../scene.ts';
import { conversationsIn } from './paging-scene.ts';
import { operationOf, published } from './sources.ts';

const detail = operationOf('pipedrive-provider', 'getConversationById');
/** What would change the meaning of an address that an id is put into, encoded carelessly or not. */
const UNSAFE = /[\s/?#%\\\p{Cc}]/u;

export const conversationRules = [
  {
    name: 'conversations/list-shape',
    level: 'contract',
    expects: 'getConversations answers { success, data: [conversation…], additional_data } as published.',
    source: operationOf('pipedrive-provider', 'getConversations'),
    uses: ['webhook'],
    async check(stage: VerifyStage) {
      if (stage.has('webhook')) await conversationWith(stage, 2);
      expectShape(stage, 'getConversations', await stage.provider.call('getConversations'));
    },
  },
  {
    name: 'conversations/detail-shape',
    level: 'contract',
    expects: 'getConversationById answers { success, data: conversation, additional_data } as published, with the id that was asked for.',
    source: detail,
    uses: ['webhook'],
    async check(stage: VerifyStage) {
      // From the list: where this operation answers something else, no conversation can be read with it.
      const any = () => stage.provider.findConversation(() => true);
      if (stage.has('webhook')) await stage.customers.next().writes(stage.customers.unique('to be listed'));
      const listed = stage.has('webhook') ? await stage.eventually('a conversation in the list', any) : await any();
      if (!listed) throw new NotRun('the channel has no conversation');
      const answer = await stage.provider.call('getConversationById', { params: { sourceConversationId: listed.id } });
      expectShape(stage, 'getConversationById', answer);
      const { id } = (answer.json as { data: { id: string } }).data;
      stage.expect(id === listed.id, `${listed.id} was asked for and ${id} was answered`, [answer.evidence]);
    },
  },
  {
    name: 'conversations/two-sides',
    level: 'contract',
    expects: 'A conversation has exactly two participants: one source_user, the business, and one end_user.',
    source: published.errors,
    uses: ['webhook'],
    async check(stage: VerifyStage) {
      const { conversation } = await conversationWith(stage);
      // A page of the list: a channel in use may hold thousands.
      const listed = await stage.provider.call('getConversations');
      for (const { id, participants = [] } of [conversation, ...conversationsIn(listed)]) {
        const roles = participants
          .map(({ role }) => role)
          .sort()
          .join(' and ');
        stage.expect(roles === 'end_user and source_user', `the participants of ${id} are ${roles || 'nobody'}`);
      }
    },
  },
  {
    name: 'conversations/participants-can-be-asked',
    level: 'contract',
    expects: 'getSenderById knows both participants of a conversation, under the same id and name.',
    source: published.implementing,
    uses: ['webhook'],
    async check(stage: VerifyStage) {
      const { conversation } = await conversationWith(stage);
      for (const role of ['source_user', 'end_user'] as const) {
        const { id, name } = sideOf(conversation, role);
        const answer = await stage.provider.call('getSenderById', { params: { senderId: id } });
        expectShape(stage, 'getSenderById', answer);
        const { data } = answer.json as { data: { id: string; name: string } };
        stage.expect(data.id === id, `${id} was asked for and ${data.id} was answered`, [answer.evidence]);
        stage.expect(data.name === name, `the ${role} is called differently by getConversationById and getSenderById`, [answer.evidence]);
      }
    },
  },
  {
    name: 'conversations/senders-take-part',
    level: 'contract',
    expects: 'Every message was sent by one of the two participants.',
    source: published.implementing,
    uses: ['webhook'],
    async check(stage: VerifyStage) {
      const { conversation } = await conversationWith(stage, 2);
      const ids = conversation.participants.map(({ id }) => id);
      const stranger = conversation.messages.find(({ sender_id }) => !ids.includes(sender_id));
      stage.expect(stranger === undefined, `the message ${stranger?.id} was sent by ${stranger?.sender_id}, who does not take part`);
    },
  },
  {
    name: 'conversations/customer-is-the-end-user',
    level: 'contract',
    expects: 'What a customer writes was sent by the end_user.',
    source: published.implementing,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const { conversation } = await conversationWith(stage);
      const { sender_id } = newestOf(conversation);
      stage.expect(sender_id === sideOf(conversation, 'end_user').id, "a customer's message stands on the side of the business");
    },
  },
  {
    name: 'conversations/ids-stay',
    level: 'contract',
    expects: 'Ids of conversations, messages and participants are the same in every answer.',
    source: published.implementing,
    uses: ['webhook'],
    async check(stage: VerifyStage) {
      const { conversation } = await conversationWith(stage, 2);
      const again = await stage.provider.conversation(conversation.id);
      const listed = await stage.provider.findConversation(({ id }) => id === conversation.id);
      stage.expect(listed !== undefined, `the conversation ${conversation.id} is answered by getConversationById and not listed`);
      const idsOf = (items: readonly { id: string }[]) =>
        items
          .map(({ id }) => id)
          .sort()
          .join(' ');
      const [first, second] = [conversation, again].map(({ messages, participants }) => `${idsOf(messages)} | ${idsOf(participants)}`);
      stage.expect(first === second, 'ids changed from one call to the next');
      const shared = listed.participants.filter(({ id }) => conversation.participants.some((participant) => participant.id === id));
      stage.expect(shared.length === 2, 'the list and the conversation name different participants');
      const strange = (listed.messages ?? []).find(({ id }) => !conversation.messages.some((message) => message.id === id));
      stage.expect(strange === undefined, `the list shows a message under an id that the conversation does not have: ${strange?.id}`);
    },
  },
  {
    name: 'conversations/ids-fit-into-addresses',
    level: 'contract',
    expects: 'No id holds anything that would change an address: spaces, slashes, ? # % or control characters.',
    source: published.implementing,
    uses: ['webhook'],
    async check(stage: VerifyStage) {
      const { conversation } = await conversationWith(stage, 2);
      const ids = [conversation.id, ...conversation.messages.map(({ id }) => id), ...conversation.participants.map(({ id }) => id)];
      const unsafe = ids.find((id) => UNSAFE.test(id));
      stage.expect(unsafe === undefined, `the id ${JSON.stringify(unsafe)} cannot stand in an address`);
    },
  },
  {
    name: 'conversations/link-is-an-address',
    level: 'contract',
    expects: 'The link of a conversation is an absolute address, or empty where there is no page to show.',
    source: published.implementing,
    uses: ['webhook'],
    async check(stage: VerifyStage) {
      const { conversation } = await conversationWith(stage);
      const { link } = conversation;
      stage.expect(link === '' || /^https?:\/\//.test(link), `the link of a conversation is ${JSON.stringify(link)}`);
    },
  },
] satisfies readonly Rule[];
