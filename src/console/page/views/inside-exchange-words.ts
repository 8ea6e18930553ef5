import { html, type TemplateResult } from 'lit-html';
import { icon } from '../components/icon.ts';
import type { Exchange } from './inside-exchange-log.ts';
import { isBroken } from './inside-filter.ts';

export const SIDES: Readonly<Record<Exchange['side'], string>> = { whatsapp: 'WhatsApp', pipedrive: 'Pipedrive', operator: 'Operator' };

/** The path, and of what goes out the host before it, without the scheme. */
export const pathOf = ({ address }: Exchange): string => address.replace(/^https?:\/\//, '');

/** 0.4 ms, 12 ms, 1.3 s */
export function durationText(durationMs: number): string {
  if (durationMs < 10) return `${durationMs.toFixed(1)} ms`;
  return durationMs < 1000 ? `${Math.round(durationMs)} ms` : `${(durationMs / 1000).toFixed(1)} s`;
}

/** 812 B, 3.4 kB, 1.2 MB */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function statusPill({ status }: Pick<Exchange, 'status'>): TemplateResult {
  if (status === 0) return html`<span class="pill pill-bad">no answer</span>`;
  const tone = status < 300 ? 'pill-good' : status < 400 ? '' : status < 500 ? 'pill-warn' : 'pill-bad';
  return html`<span class="pill ${tone}">${status}</span>`;
}

/** What the contract says of it, in one sentence. */
export function verdictText({ verdict, direction, side }: Exchange): string {
  const answerer = direction === 'in' ? 'the provider' : SIDES[side];
  const asker = direction === 'in' ? SIDES[side] : 'the provider';
  switch (verdict) {
    case 'kept':
      return 'Both sides kept the contract.';
    case 'broken-by-request':
      return `What ${asker} asked breaks the contract.`;
    case 'broken-by-answer':
      return `What ${answerer} answered breaks the contract.`;
    case 'unchecked':
      return 'Not checked: there is nothing to check, or it was not kept.';
  }
}

export function verdictMark(exchange: Exchange): TemplateResult {
  const text = verdictText(exchange);
  if (isBroken(exchange)) return html`<span class="pill pill-bad" title=${text}>broken</span>`;
  if (exchange.verdict === 'kept')
    return html`<span class="log-kept" title=${text}>${icon('good')}<span class="sr-only">contract kept</span></span>`;
  return html`<span class="quiet" title=${text}><span aria-hidden="true">–</span><span class="sr-only">not checked</span></span>`;
}
