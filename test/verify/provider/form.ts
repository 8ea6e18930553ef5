import { randomUUID } from 'node:crypto';
import type { KeptFile } from './disk.ts';
import type { Process } from './process.ts';
import { Refusal, unusable } from './refusal.ts';

export interface Form {
  message: string;
  senderId: string;
  conversationId: string;
  recipientIds: string[];
  files: KeptFile[];
}

const documented = new Set(['message', 'senderId', 'conversationId', 'recipientIds', 'recipientIds[]', 'files', 'files[]']);

export async function readForm(process: Process, contentType: string, body: Buffer): Promise<Form> {
  if (!/^multipart\/form-data\s*(;|$)/i.test(contentType)) throw new Refusal(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send multipart/form-data');
  const fields = await parse(contentType, body);
  const text = (name: string): string => String(fields.get(name) ?? '');
  if (process.faulty('unknown-fields-refused') && [...fields.keys()].some((name) => !documented.has(name))) throw unusable('Unknown field');
  const recipients = [...fields.getAll('recipientIds'), ...(process.faulty('brackets-refused') ? [] : fields.getAll('recipientIds[]'))];
  if (process.faulty('brackets-refused') && recipients.length === 0) throw unusable('recipientIds is needed');
  return {
    message: text('message'),
    senderId: text('senderId'),
    conversationId: text('conversationId'),
    recipientIds: recipients.flatMap((given) => idsIn(String(given))),
    files: process.faulty('files-dropped') ? [] : await filesIn(fields),
  };
}

async function parse(contentType: string, body: Buffer): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw unusable('The form cannot be read');
  }
}

/** One id, several joined by commas, or a list in JSON. */
function idsIn(given: string): string[] {
  if (!given.trimStart().startsWith('[')) return given.split(',').flatMap((id) => id.trim() || []);
  try {
    return (JSON.parse(given) as unknown[]).map(String);
  } catch {
    throw unusable('recipientIds cannot be read');
  }
}

async function filesIn(fields: FormData): Promise<KeptFile[]> {
  const found = [...fields.values()].filter((value) => typeof value !== 'string');
  return Promise.all(
    found.map(async (file) => ({
      key: randomUUID(),
      type: file.type || 'application/octet-stream',
      name: file.name || 'file',
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  );
}
