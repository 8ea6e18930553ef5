import type { Attachment } from './records.ts';

/** What the inbox loads beside a message without being asked; larger images have no preview, because this provider makes no smaller ones. */
const LARGEST_PREVIEW_BYTES = 1024 * 1024;

/** Whether a file may stand as its own preview: an image that every browser shows, and a small one. */
export const hasPreview = ({ contentType, size }: Pick<Attachment, 'contentType' | 'size'>): boolean =>
  size < LARGEST_PREVIEW_BYTES && /^image\/(jpeg|png|gif|webp)$/.test(contentType.split(';')[0] ?? '');
