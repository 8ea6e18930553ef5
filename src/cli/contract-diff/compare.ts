import { type LoadedDocument, loadDocument } from './document.ts';
import { type Change, judge } from './judge.ts';
import { diffWithRedocly } from './redocly.ts';

export interface Comparison {
  from: LoadedDocument;
  to: LoadedDocument;
  breaking: Change[];
  compatible: Change[];
  /** Texts and examples; nobody's program sees them. */
  wording: Change[];
}

/** Compares two OpenAPI documents. Throws UnusableDocument when one cannot be read. */
export function compareContracts(oldFile: string, newFile: string): Comparison {
  const [from, to] = [loadDocument(oldFile), loadDocument(newFile)];
  const changes = diffWithRedocly(oldFile, newFile).map(judge);
  const of = (verdict: Change['verdict']) => changes.filter((change) => change.verdict === verdict);
  return { from, to, breaking: of('breaking'), compatible: of('compatible'), wording: of('wording') };
}

const titles = { request: 'in requests', response: 'in answers', general: 'in general' } as const;

/** A comparison as text to read: what breaks first, each with the side it is on. */
export function renderComparison({ breaking, compatible, wording }: Comparison): string {
  const section = (title: string, changes: readonly Change[]): string[] =>
    (['request', 'response', 'general'] as const).flatMap((side) => {
      const here = changes.filter((change) => change.side === side);
      return here.length > 0 ? [`${title} ${titles[side]}:`, ...here.map(renderChange)] : [];
    });
  return [
    ...section('Breaking', breaking),
    ...section('Compatible', compatible),
    `${breaking.length} breaking, ${compatible.length} compatible, ${wording.length} of wording only`,
  ].join('\n');
}

const renderChange = ({ where, what, message, rule }: Change): string =>
  `  ${[where, what].filter(Boolean).join(' ')}: ${message} [${rule}]`;
