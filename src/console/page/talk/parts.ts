import { html, nothing, type TemplateResult } from 'lit-html';
import { icon } from '../components/icon.ts';
import type { Message } from './types.ts';

/** A text with its links as links: only http and https, and never markup. */
export function withLinks(text: string): (string | TemplateResult)[] {
  return text
    .split(/(https?:\/\/[^\s<>"'）】]+[^\s<>"'）】.,;:!?)\]])/g)
    .map((part, index) =>
      index % 2 === 1 && URL.canParse(part) ? html`<a href=${part} target="_blank" rel="noopener noreferrer nofollow">${part}</a>` : part,
    );
}

const words: Readonly<Record<string, string>> = { sent: 'Sent', delivered: 'Delivered', read: 'Read', failed: 'Failed' };

/** How far a message got, as the marks that everybody knows; the word stands with them for who cannot see or tell them. */
export const ticks = (status: string): TemplateResult => html`
  <span class="ticks ticks-${status}">
    ${
      status === 'failed'
        ? icon('bad')
        : html`<svg class="ticks-mark" viewBox="0 0 18 12" aria-hidden="true"><path d=${status === 'sent' ? 'M4 6.5l3.2 3.2L14 2.500' : 'M1 6.500l3.200 3.200L11 2.500M8 9.200l.6.5L15.500 2.500'} /></svg>`
    }<span class="sr-only">${words[status] ?? status}</span>
  </span>
`;

export const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => [...part][0] ?? '')
    .join('')
    .toLocaleUpperCase() || '?';

/** A round picture of somebody: the one the provider made, or the first letters. */
export const portrait = (name: string, path: string | null = null): TemplateResult => html`
  <span class="portrait" aria-hidden="true">${
    path?.startsWith('/avatars/') ? html`<img src=${path} alt="" width="40" height="40" loading="lazy" />` : initialsOf(name)
  }</span>
`;

export const badge = (count: number, what: string): TemplateResult | typeof nothing =>
  count === 0
    ? nothing
    : html`<span class="unread"><span aria-hidden="true">${count > 99 ? '99+' : count}</span><span class="sr-only">${count} ${what}</span></span>`;

/** `4 h 12 min`, `12 min`, `45 s`. */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}

export function inBytes(size: number): string {
  if (size < 1000) return `${size} B`;
  return size < 999_500 ? `${Math.round(size / 1000)} kB` : `${(size / 1_000_000).toFixed(1)} MB`;
}

/** A message in a few words, for quotes. */
export const gistOf = ({ text, kind, voice, files, location }: Message): string => {
  if (voice) return 'Voice message';
  if (kind === 'location') return location?.name ?? 'Location';
  if (kind === 'image' && text === '[image]') return 'Photo';
  return text || (files[0]?.name ?? 'File');
};

/** The words of a message that failed, and the provider's note below them that says why. */
export function splitNote({ text, status }: Pick<Message, 'text' | 'status'>): { words: string; note: string | undefined } {
  const start = status === 'failed' && text.endsWith(']') ? text.lastIndexOf('\n[') : -1;
  if (status === 'failed' && start === -1 && /^\[[^\]]*\]$/s.test(text)) return { words: '', note: text.slice(1, -1) };
  return start === -1 ? { words: text, note: undefined } : { words: text.slice(0, start), note: text.slice(start + 2, -1) };
}

/** Leads from a message to every hop it took. */
export const wayOf = (id: string): TemplateResult =>
  html`<a href="#/inside/message/${encodeURIComponent(id)}">Where it went, hop by hop</a>`;
