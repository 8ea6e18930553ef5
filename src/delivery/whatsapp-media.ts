import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { FormData } from 'undici';
import type { components } from '../../generated/whatsapp-cloud/types.ts';
import type { Attachment, MediaKind, Send } from '../store/records.ts';
import type { ApiAnswer } from './api-client.ts';
import type { HttpClient } from './http-client.ts';

type Schemas = components['schemas'];
type UploadType = Schemas['MediaUpload']['type'];

/** WhatsApp looks through a file before it answers, which takes its time at 100 MB. */
const UPLOAD_ANSWER_MS = 60_000;

/** The types WhatsApp takes as uploads (D/business-phone-numbers/media), with how each is carried unless it was decided otherwise. */
const uploadTypes: Readonly<Record<UploadType, MediaKind>> = {
  'image/jpeg': 'image',
  'image/png': 'image',
  'image/webp': 'sticker',
  'video/mp4': 'video',
  'video/3gpp': 'video',
  'audio/aac': 'audio',
  'audio/amr': 'audio',
  'audio/mpeg': 'audio',
  'audio/mp4': 'audio',
  'audio/ogg; codecs=opus': 'audio',
  'text/plain': 'document',
  'application/pdf': 'document',
  'application/msword': 'document',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'document',
  'application/vnd.ms-excel': 'document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'document',
  'application/vnd.ms-powerpoint': 'document',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'document',
};

const isUploadType = (type: string): type is UploadType => type in uploadTypes;

/** How a part's file is carried. Parts stored before that was decided at the start follow their type. */
export const mediaKindOf = ({ mediaKind }: Pick<Send, 'mediaKind'>, { contentType }: Pick<Attachment, 'contentType'>): MediaKind =>
  mediaKind ?? (isUploadType(contentType) ? uploadTypes[contentType] : 'document');

/** Under which type a file is uploaded: its own, or plain text for the many kinds of text that WhatsApp has no name for. */
export const uploadTypeOf = (contentType: string): UploadType => (isUploadType(contentType) ? contentType : 'text/plain');

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
  const type = uploadTypeOf(attachment.contentType);
  const form = new FormData();
  form.set('messaging_product', 'whatsapp');
  form.set('type', type);
  const file = await openFile(join(mediaFolder, attachment.file), type);
  form.set('file', file, attachment.name);
  const answer = await http.send({
    operationId: 'uploadMedia',
    method: 'POST',
    url,
    headers: { authorization },
    body: form,
    answerTimeoutMs: UPLOAD_ANSWER_MS,
  });
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

/** Where WhatsApp finds a file: uploaded before, or behind a link of ours. */
export type MediaSource = { id: string } | { link: string };

/** The message that carries a file, with a caption where it has one. A document always has its name: its extension decides the icon and what opens it. */
export function mediaContent(kind: MediaKind, name: string, source: MediaSource, text: string): Partial<Schemas['OutboundMessage']> {
  const caption = text === '' ? {} : { caption: text };
  switch (kind) {
    case 'image':
      return { type: 'image', image: { ...source, ...caption } };
    case 'video':
      return { type: 'video', video: { ...source, ...caption } };
    case 'audio':
      return { type: 'audio', audio: { ...source } };
    case 'voice':
      return { type: 'audio', audio: { ...source, voice: true } };
    case 'sticker':
      return { type: 'sticker', sticker: { ...source } };
    case 'document':
    case 'linked-document':
      return { type: 'document', document: { ...source, ...caption, filename: name } };
  }
}
