import { sandboxNumber } from '../../../mocks/sandbox.ts';
import { ANA } from '../../contract/stage.ts';
import { type Bench, FILE } from '../bench.ts';
import { type DocumentedOperation, exampleAddress, formBody } from '../contract-document.ts';
import type { Ask, Preparation } from '../subject.ts';

const NOBODY = '15550000000';
const TOO_LONG = 'x'.repeat(129);
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const ON_PHONE = ['putPlaygroundPerson', 'getPlaygroundChat', 'writePlaygroundMessage', 'sendPlaygroundFiles', 'readPlaygroundChat'];
const IN_INBOX = ['getPlaygroundThread', 'readPlaygroundThread', 'openPlaygroundAttachment'];
const LISTS = ['listPlaygroundPeople', 'listPlaygroundConversations'];
const WRITING = ['putPlaygroundPerson', 'writePlaygroundMessage', 'sendPlaygroundFiles'];
const NAMES = [...ON_PHONE, ...IN_INBOX, ...LISTS, 'getPlaygroundFile'];

export function replyForm(fields: Record<string, string>): Ask {
  const { contentType, bytes } = formBody(fields);
  return { headers: { 'Content-Type': contentType }, body: bytes.toString('utf8') };
}

/** The page's operations on the two sides of the sandbox, on the one conversation of the bench and its file. */
export function playgroundOperations({ stage, ids }: Bench, outsideSandboxUrl: string) {
  const { whatsapp, pipedrive } = stage.peers;
  const places = (): Record<string, string> => {
    const sent = whatsapp.phone(ANA).flatMap((message) => whatsapp.files(message));
    const file = pipedrive.inbox(stage.channelId, ids.sourceConversationId).find(({ attachments }) => attachments.length > 0);
    return {
      address: ANA,
      phoneNumberId: sandboxNumber.id,
      channelId: stage.channelId,
      conversationId: ids.sourceConversationId,
      messageId: file?.id ?? '',
      attachmentId: file?.attachments[0]?.id ?? '',
      fileId: sent[0]?.id ?? '',
    };
  };
  const at = (operation: DocumentedOperation, instead: Record<string, string> = {}): Ask => ({
    path: exampleAddress(operation, { ...places(), ...instead }),
  });
  const usual = (operation: DocumentedOperation): Ask =>
    operation.id === 'sendPlaygroundFiles' ? { ...at(operation), ...replyForm({ caption: 'x', files: 'a file' }) } : at(operation);

  const none: Preparation = (operation, asked) => {
    if (LISTS.includes(operation.id) || operation.id === 'putPlaygroundPerson') return { ...asked, url: outsideSandboxUrl };
    return { ...asked, ...at(operation, { address: NOBODY, phoneNumberId: '1', conversationId: 'cv_none', fileId: '1' }) };
  };
  const misfit: Preparation = (operation, asked) => {
    if (LISTS.includes(operation.id)) return { ...asked, path: `${asked.path}?limit=0` };
    return { ...asked, ...at(operation, { address: TOO_LONG, channelId: TOO_LONG, fileId: TOO_LONG }) };
  };
  const asForm: Preparation = (_operation, asked) => ({ ...asked, headers: FORM, body: 'a=b' });
  const tooLarge: Preparation = (operation, asked) =>
    operation.id === 'sendPlaygroundFiles'
      ? { ...asked, ...replyForm({ caption: 'x'.repeat(65_537) }) }
      : { ...asked, body: JSON.stringify({ text: 'x'.repeat(1024 * 1024) }) };
  const plan: Record<string, Preparation> = {
    'getPlaygroundFile 200': (_operation, asked) => ({ ...asked, answer: FILE, type: 'application/pdf' }),
    'openPlaygroundAttachment 200': (_operation, asked) => ({ ...asked, answer: FILE, type: 'application/pdf' }),
    'getPlaygroundTemplates 400': () => ({ path: `/playground/templates?channelId=${TOO_LONG}` }),
  };
  for (const name of NAMES) {
    plan[`${name} 400`] = misfit;
    plan[`${name} 404`] = none;
    if (!WRITING.includes(name)) continue;
    plan[`${name} 413`] = tooLarge;
    plan[`${name} 415`] = asForm;
  }
  return { knows: (operationId: string): boolean => NAMES.includes(operationId), usual, plan };
}
