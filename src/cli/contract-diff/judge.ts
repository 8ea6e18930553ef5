import type { RedoclyChange } from './redocly.ts';

/** `wording` changes nothing that a program can see: texts, examples, tags. */
export type Verdict = 'breaking' | 'compatible' | 'wording';
export type Side = 'request' | 'response' | 'general';

export interface Change {
  verdict: Verdict;
  side: Side;
  /** `GET /boats/{boatId}`, or the part of the document it is in. */
  where: string;
  /** Where in it: `200 application/json schema.properties.note`. */
  what: string;
  message: string;
  rule: string;
}

const WORDING_PROPERTIES: ReadonlySet<string> = new Set(['description', 'summary', 'title', 'example', 'examples', 'tags', 'externalDocs']);
const WORDING_TYPES: ReadonlySet<string> = new Set([
  'Info',
  'Contact',
  'License',
  'Tag',
  'TagList',
  'ExternalDocs',
  'Example',
  'ExamplesMap',
]);

/**
 * Turns what redocly found into a verdict. redocly judges by direction (a wider enumeration breaks readers of answers, a narrower one
 * breaks writers of requests); the table below adds what its rules of version 2.77 let pass.
 */
export function judge(change: RedoclyChange): Change {
  const [where, what] = splitPath(change.path);
  const side = sideOf(change.path);
  const missed = change.impact === 'major' ? undefined : missedByRedocly(change, side);
  const [said] = change.verdicts;
  const base = { side, where, what };
  if (missed) return { ...base, verdict: 'breaking', ...missed };
  if (change.impact === 'major') {
    return {
      ...base,
      verdict: 'breaking',
      message: change.verdicts.map(({ message }) => message).join(' '),
      rule: said?.ruleId ?? 'major',
    };
  }
  return { ...base, verdict: isWording(change) ? 'wording' : 'compatible', message: describe(change), rule: change.kind };
}

function missedByRedocly(change: RedoclyChange, side: Side): { message: string; rule: string } | undefined {
  const { kind, typeName, property = '', path } = change;
  const [before, after] = [change.base?.value, change.revision?.value];
  if (kind === 'added' && typeName === 'Response' && /\/responses\/[23]\d\d$/.test(path)) {
    return { message: 'A caller does not know this success.', rule: 'success-status-added' };
  }
  if (typeName === 'Header' && property === 'required' && before === true && side === 'response') {
    return { message: 'The header is no longer certain.', rule: 'response-header-became-optional' };
  }
  if (kind === 'added' && typeName === 'RequestBody' && (after as { required?: boolean } | undefined)?.required === true) {
    return { message: 'A body must be sent now.', rule: 'required-request-body-added' };
  }
  if (typeName === 'ServerList' && path !== '#/servers') return { message: 'The address changed.', rule: 'servers-changed' };
  if (property === 'readOnly' && after === true && side === 'request') {
    return { message: 'The field may not be sent any more.', rule: 'request-property-became-read-only' };
  }
  if (property === 'writeOnly' && after === true && side === 'response') {
    return { message: 'The field is not answered any more.', rule: 'response-property-became-write-only' };
  }
  if (property.startsWith('x-max-') && typeof after === 'number' && (typeof before !== 'number' || after < before)) {
    return { message: `${property} went from ${show(before)} to ${after}.`, rule: 'limit-lowered' };
  }
  return undefined;
}

function isWording({ typeName, property, kind }: RedoclyChange): boolean {
  if (WORDING_TYPES.has(typeName)) return true;
  return kind === 'modified' && property !== undefined && WORDING_PROPERTIES.has(property);
}

function describe({ kind, typeName, property, base, revision }: RedoclyChange): string {
  if (kind !== 'modified') return `${typeName} ${kind}.`;
  return `${property}: ${show(base?.value)} → ${show(revision?.value)}.`;
}

function show(value: unknown): string {
  const text = value === undefined ? 'none' : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

function sideOf(path: string): Side {
  if (/\/responses\//.test(path)) return 'response';
  return /\/(?:requestBody|parameters)(?:\/|$)/.test(path) ? 'request' : 'general';
}

/** `#/paths/~1boats/get/responses/200/content/…` → [`GET /boats`, `200 …`]. */
function splitPath(path: string): [where: string, what: string] {
  const parts = path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (parts[0] !== 'paths' || parts[1] === undefined) return [parts.slice(0, 2).join('.') || 'document', parts.slice(2).join('.')];
  const operation = /^(?:get|put|post|delete|head|patch|options|trace)$/.test(parts[2] ?? '');
  const where = operation ? `${parts[2]?.toUpperCase()} ${parts[1]}` : parts[1];
  const rest = parts.slice(operation ? 3 : 2).filter((part) => part !== 'responses' && part !== 'content');
  const schema = rest.indexOf('schema');
  return [where, schema < 0 ? rest.join(' ') : [...rest.slice(0, schema), rest.slice(schema).join('.')].join(' ')];
}
