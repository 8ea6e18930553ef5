import type { Message, ProviderAnswer } from '../../provider-caller.ts';
import { NotRun, type Rule, type VerifyStage } from '../../rule.ts';
import { conversationWith, expectListed, expectShape } from '../../scene.ts';
import { published } from './sources.ts';

type Attachment = Message['attachments'][number];
const DAY_MS = 86_400_000;
/** A one-page document: the beginning and end of a PDF are all that anybody looks at here. */
const document = {
  name: 'offer 2026.pdf',
  contentType: 'application/pdf',
  bytes: Buffer.from(`%PDF-1.4\n${'verify '.repeat(300)}\n%%EOF\n`),
};

/** The address with the end of one part changed, for each part of its path and of its query. */
function changedAddresses(address: string): string[] {
  const changed = (part: string): string => `${part.slice(0, -1)}${part.endsWith('0') ? '1' : '0'}`;
  const { pathname, searchParams } = new URL(address);
  const parts = pathname.split('/');
  const paths = parts.flatMap((part, index) => {
    if (part === '') return [];
    const url = new URL(address);
    url.pathname = parts.with(index, changed(part)).join('/');
    return [url.href];
  });
  const queries = [...searchParams].map(([name, value]) => {
    const url = new URL(address);
    url.searchParams.set(name, changed(value));
    return url.href;
  });
  return [...paths, ...queries];
}

interface Sent {
  conversationId: string;
  messageId: string;
  attachment: Attachment;
}

/** A file that a salesperson sent, as the provider shows it. */
async function sentFile(stage: VerifyStage): Promise<Sent> {
  const { conversation } = await conversationWith(stage);
  const answer = await stage.provider.reply({ conversation, text: stage.customers.unique('with a file'), files: [document] });
  expectShape(stage, 'postMessage', answer);
  const messageId = (answer.json as { data: { id: string } }).data.id;
  return { conversationId: conversation.id, messageId, attachment: await attachmentOf(stage, conversation.id, messageId) };
}

async function attachmentOf(stage: VerifyStage, sourceConversationId: string, sourceMessageId: string): Promise<Attachment> {
  const answer = await stage.provider.call('getMessageById', { params: { sourceConversationId, sourceMessageId } });
  expectListed(stage, 'getMessageById', answer, 'the id that postMessage gave');
  const [attachment] = (answer.json as Message).attachments ?? [];
  stage.expect(attachment !== undefined, 'a message that was sent with a file shows no attachment', [answer.evidence]);
  return attachment;
}

/** HEAD and GET of one address say the same, and ask for no session. */
async function expectServed(stage: VerifyStage, url: string): Promise<ProviderAnswer> {
  const head = await stage.provider.fetch(url, { method: 'HEAD' });
  const get = await stage.provider.fetch(url);
  const both = [head.evidence, get.evidence];
  stage.expect(get.status === 200, `GET of a fresh address answered ${get.status}`, both);
  stage.expect(head.status === 200, `HEAD answered ${head.status} where GET answers 200: the inbox takes the address for expired`, both);
  const typeOf = ({ headers }: ProviderAnswer) => headers['content-type']?.split(';')[0];
  stage.expect(typeOf(head) === typeOf(get), 'HEAD and GET name different types', both);
  const cookie = 'set-cookie' in head.headers || 'set-cookie' in get.headers;
  stage.expect(!cookie, 'a file comes with a cookie, which the inbox does not keep', both);
  return get;
}

export const attachmentRules = [
  {
    name: 'attachments/sent-file-is-shown',
    level: 'contract',
    expects: 'A file of postMessage stands in its message with its name, type, size and the same bytes.',
    source: published.implementing,
    needs: ['webhook', 'whatsapp'],
    async check(stage: VerifyStage) {
      const { attachment } = await sentFile(stage);
      const got = await expectServed(stage, attachment.url);
      stage.expect(Buffer.from(got.bytes).equals(document.bytes), 'the address of an attachment serves other bytes', [got.evidence]);
      stage.expect(attachment.type.split(';')[0] === document.contentType, `a PDF is shown as ${attachment.type}`);
      stage.expect((attachment.name ?? document.name) === document.name, `${document.name} is shown as ${attachment.name}`);
      const size = attachment.size ?? document.bytes.length;
      stage.expect(size === document.bytes.length, `a file of ${document.bytes.length} bytes is shown with ${attachment.size}`);
    },
  },
  {
    name: 'attachments/head-agrees-with-get',
    level: 'contract',
    expects: 'The address of an attachment answers HEAD as it answers GET, without credentials and without a cookie.',
    source: published.implementing,
    needs: ['webhook', 'whatsapp'],
    async check(stage: VerifyStage) {
      const { attachment } = await sentFile(stage);
      await expectServed(stage, attachment.url);
    },
  },
  {
    name: 'attachments/refreshed-by-message',
    level: 'contract',
    expects:
      'getMessageById gives an address that works, however often it is asked; with link_expires that is the only way to a fresh one.',
    source: published.implementing,
    needs: ['webhook', 'whatsapp'],
    async check(stage: VerifyStage) {
      const { conversationId, messageId, attachment } = await sentFile(stage);
      const again = await attachmentOf(stage, conversationId, messageId);
      stage.expect(again.id === attachment.id, 'an attachment changed its id from one call to the next');
      await expectServed(stage, again.url);
    },
  },
  {
    name: 'attachments/expired-address',
    level: 'contract',
    expects: 'An address with link_expires that has expired answers HEAD with 4xx, and getMessageById gives one that works.',
    source: published.implementing,
    needs: ['webhook', 'whatsapp', 'clock'],
    async check(stage: VerifyStage) {
      const { conversationId, messageId, attachment } = await sentFile(stage);
      if (!attachment.link_expires) throw new NotRun('the addresses of this provider do not expire');
      await stage.advance(30 * DAY_MS);
      const old = await stage.provider.fetch(attachment.url, { method: 'HEAD' });
      if (old.status === 200) throw new NotRun('the addresses of this provider still work after 30 days');
      const expired = old.status >= 400 && old.status < 500;
      stage.expect(expired, `an address that expires was answered ${old.status} after 30 days`, [old.evidence]);
      await expectServed(stage, (await attachmentOf(stage, conversationId, messageId)).url);
    },
  },
  {
    name: 'attachments/address-is-for-one-file',
    level: 'contract',
    expects: "Changing the address of an attachment leads to nobody else's file, and not every part of it can be changed.",
    source: published.implementing,
    needs: ['webhook', 'whatsapp'],
    async check(stage: VerifyStage) {
      const { attachment } = await sentFile(stage);
      let refusals = 0;
      for (const url of changedAddresses(attachment.url)) {
        const { status, bytes, evidence } = await stage.provider.fetch(url);
        const isServed = status >= 200 && status < 300;
        // A part may be for the reader only, the name of the file above all.
        stage.expect(!isServed || Buffer.from(bytes).equals(document.bytes), 'a changed address leads to something else', [evidence]);
        stage.expect(status < 500, `a changed address was answered ${status}`, [evidence]);
        if (!isServed) refusals++;
      }
      stage.expect(refusals > 0, 'whatever is changed in the address of an attachment, the file is served');
    },
  },
] satisfies readonly Rule[];

export const avatarRules = [
  {
    name: 'avatars/answer-head',
    level: 'contract',
    expects: 'The picture of a participant, where there is one, answers HEAD and GET alike, without a cookie.',
    source: published.implementing,
    uses: ['webhook'],
    async check(stage: VerifyStage) {
      const { conversation } = await conversationWith(stage);
      const pictures: string[] = [];
      for (const { id, avatar_url } of conversation.participants) {
        const answer = await stage.provider.call('getSenderById', { params: { senderId: id } });
        expectShape(stage, 'getSenderById', answer);
        const { data } = answer.json as { data: { avatar_url?: string | null } };
        for (const url of [avatar_url, data.avatar_url]) if (url) pictures.push(url);
      }
      if (pictures.length === 0) throw new NotRun('no participant has a picture');
      for (const url of pictures) await expectServed(stage, url);
    },
  },
] satisfies readonly Rule[];
