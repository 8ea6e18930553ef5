import { html, type TemplateResult } from 'lit-html';
import type { Dialogs } from '../components/dialog.ts';
import { icon } from '../components/icon.ts';
import { inBytes } from './parts.ts';
import type { MessageFile } from './types.ts';
import { voicePlayer } from './voice-player.ts';

const SHOWN_IMAGE = /^image\/(png|jpeg|gif|webp|avif|bmp)$/;
const PLAYED_VIDEO = /^video\/(mp4|webm|ogg)$/;

/** The address of a file on this provider. Anything else is not asked for. */
export const addressOf = ({ path }: MessageFile): string | undefined => (path?.startsWith('/playground/') ? path : undefined);

interface Shown {
  dialogs: Dialogs;
  /** Recorded in the chat. */
  voice: boolean;
  changed(): void;
}

/** A file in a message: pictures are shown, sounds and films played, everything else opened. */
export function attachment(file: MessageFile, { dialogs, voice, changed }: Shown): TemplateResult {
  const address = addressOf(file);
  const type = file.type?.split(';')[0]?.trim() ?? '';
  const name = file.name ?? nameFor(type);
  if (address === undefined) return gone(file, name);
  if (SHOWN_IMAGE.test(type)) return picture(address, name, dialogs);
  if (voice || type.startsWith('audio/')) return voicePlayer({ address, name: voice ? 'Voice message' : name, changed });
  if (PLAYED_VIDEO.test(type))
    return html`<video class="file-video" controls preload="metadata" src=${address} aria-label=${name}></video>`;
  return card(file, name, address);
}

const nameFor = (type: string): string => (type.startsWith('image/') ? 'Photo' : type.startsWith('video/') ? 'Video' : 'File');

const picture = (address: string, name: string, dialogs: Dialogs): TemplateResult => html`
  <button class="file-picture" type="button" aria-label="Open ${name}" @click=${() => enlarge(address, name, dialogs)}>
    <img src=${address} alt=${name} loading="lazy" decoding="async" @error=${failed} />
  </button>
`;

/** The picture is gone, or was none: its place says so and keeps its size. */
function failed(event: Event): void {
  (event.target as HTMLElement).closest('.file-picture')?.classList.add('is-gone');
}

function enlarge(address: string, name: string, dialogs: Dialogs): void {
  void dialogs.open({
    title: name,
    wide: true,
    body: () => html`<img class="enlarged" src=${address} alt=${name} />`,
    foot: () => html`<a class="button" href=${address} download=${name}>Download</a>`,
  });
}

const card = (file: MessageFile, name: string, address: string): TemplateResult => html`
  <a class="file-card" href=${address} target="_blank" rel="noopener">
    <span class="file-mark">${icon('file')}</span>
    <span class="file-name"><strong>${name}</strong><span class="quiet">${about(file)}</span></span>
  </a>
`;

const gone = (file: MessageFile, name: string): TemplateResult => html`
  <span class="file-card is-gone">
    <span class="file-mark">${icon('file')}</span>
    <span class="file-name"><strong>${name}</strong><span class="quiet">${file.size === null ? 'WhatsApp no longer has it' : about(file)}</span></span>
  </span>
`;

const about = ({ type, size }: MessageFile): string =>
  [endingOf(type), size === null ? '' : inBytes(size)].filter((part) => part !== '').join(' · ');
const endingOf = (type: string | null): string =>
  (type?.split(';')[0]?.split('/')[1] ?? '')
    .replace(/^x-|^vnd\..*\./, '')
    .toUpperCase()
    .slice(0, 16);

/** A file that was chosen and is not sent yet. */
export const chosenFile = (file: File, remove: () => void): TemplateResult => html`
  <li class="chosen-file">
    ${icon(file.type.startsWith('image/') ? 'image' : 'file')}
    <span class="chosen-name" title=${file.name}>${file.name}</span><span class="quiet">${inBytes(file.size)}</span>
    <button class="button-icon" type="button" aria-label="Take ${file.name} away" @click=${remove}>${icon('close')}</button>
  </li>
`;
