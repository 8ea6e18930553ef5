import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { FormData } from 'undici';
import type { components } from '../../generated/whatsapp-cloud/types.ts';
import type { Attachment } from '../store/records.ts';
import type { ApiAnswer } from './api-client.ts';
import type { HttpClient } from './http-client.ts';

export type MediaType = 'image' | 'video' | 'audio' | 'document';

/** Which kind of WhatsApp message carries a file of this content type; everything that is not shown in the chat goes as a document. */
export function mediaTypeOf(contentType: string): MediaType {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'image/jpeg' || type === 'image/png') return 'image';
  if (type === 'video/mp4' || type === 'video/3gpp') return 'video';
  if (['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'].includes(type)) return 'audio';
  return 'document';
}

/** The file cannot be opened: trying again would not bring it back. */
export class MissingFile extends Error {
  constructor(cause: unknown) {
    super('the file is not in the media folder', { cause });
    this.name = 'MissingFile';
  }
}

/** Uploads a file, streamed from the disk. Repeating it does no harm: an upload that nothing refers to is never shown. Throws NoAnswer and MissingFile. */
export async function uploadMedia(
  http: HttpClient,
  url: string,
  authorization: string,
  attachment: Attachment,
  mediaFolder: string,
): Promise<ApiAnswer> {
  const form = new FormData();
  form.set('messaging_product', 'whatsapp');
  form.set('type', attachment.contentType);
  const file = await openFile(join(mediaFolder, attachment.file), attachment.contentType);
  form.set('file', file, attachment.name);
  const answer = await http.send({ method: 'POST', url, headers: { authorization }, body: form });
  try {
    return { ...answer, body: JSON.parse(answer.text) };
  } catch {
    return { ...answer, body: undefined };
  }
}

async function openFile(path: string, type: string): Promise<Blob> {
  try {
    return await openAsBlob(path, { type });
  } catch (error) {
    throw new MissingFile(error);
  }
}

/** The message that carries an uploaded file. */
export function mediaContent({ name, contentType }: Attachment, mediaId: string): Partial<components['schemas']['OutboundMessage']> {
  switch (mediaTypeOf(contentType)) {
    case 'image':
      return { type: 'image', image: { id: mediaId } };
    case 'video':
      return { type: 'video', video: { id: mediaId } };
    case 'audio':
      return { type: 'audio', audio: { id: mediaId } };
    case 'document':
      return { type: 'document', document: { id: mediaId, filename: name } };
  }
}
