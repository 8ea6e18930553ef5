import type { ObservedExchange } from '../../src/http/dispatch.ts';

/** What no log line may hold. */
export type MarkKind = 'secret' | 'message text' | 'phone number' | 'message id';

interface Audit {
  lines: { test: string; line: string }[];
  marks: Map<string, MarkKind>;
}

/** One audit per test file, also where a test runner loads this module several times. */
function audit(): Audit {
  const shared = globalThis as { logAudit?: Audit };
  shared.logAudit ??= { lines: [], marks: new Map() };
  return shared.logAudit;
}

let currentTest = () => 'outside of a test';
export const nameTests = (name: () => string): void => {
  currentTest = name;
};

/** Keeps a log line, or whatever else a program of ours wrote, for the end of the test file. */
export function recordLine(line: string): void {
  audit().lines.push({ test: currentTest(), line });
}

/** Shorter values also stand in lines by chance. */
const SHORTEST: Readonly<Record<MarkKind, number>> = { secret: 8, 'message text': 10, 'phone number': 8, 'message id': 12 };

/** From now on, and for the lines before, no line may hold this. */
export function mark(kind: MarkKind, ...values: unknown[]): void {
  for (const value of values) {
    if (typeof value !== 'string' || value.length < SHORTEST[kind] || (kind === 'phone number' && !/^\+?\d+$/.test(value))) continue;
    audit().marks.set(kind === 'phone number' ? value.replace('+', '') : value, kind);
  }
}

const SECRET_SETTINGS = /TOKEN|SECRET|ENCRYPTION_KEY/;

/** Marks what is secret among settings, as they stand in the environment. */
export function markSettings(env: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(env)) if (SECRET_SETTINGS.test(name)) mark('secret', ...(value ?? '').split(','));
}

const kindOfKey: ReadonlyMap<string, MarkKind> = new Map([
  ...['body', 'caption', 'message', 'text', 'formatted_name'].map((key): [string, MarkKind] => [key, 'message text']),
  ...['from', 'to', 'wa_id', 'recipient_id', 'phone_number', 'phone'].map((key): [string, MarkKind] => [key, 'phone number']),
  ...['access_token', 'refresh_token', 'client_secret'].map((key): [string, MarkKind] => [key, 'secret']),
]);

/** Marks what the body of a request of either vendor holds of people, at any depth. */
export function markBody(value: unknown, key = '', depth = 0): void {
  if (depth > 20) return;
  if (typeof value === 'string') {
    const kind = value.startsWith('wamid.') ? 'message id' : kindOfKey.get(key);
    if (kind) mark(kind, value);
  } else if (Array.isArray(value)) {
    for (const item of value) markBody(item, key, depth + 1);
  } else if (value !== null && typeof value === 'object') {
    for (const [name, item] of Object.entries(value)) markBody(item, name, depth + 1);
  }
}

/** Marks the credentials and the people in one exchange that went through a dispatcher of ours: the provider's own, or a simulator's. */
export function markExchange({ operationId, requestHeaders, requestBody, rawBody, status }: ObservedExchange): void {
  // What was refused was not good for anything; what passed was a real credential.
  const [, credentials] = /^(?:Bearer|Basic) (\S+)$/i.exec(requestHeaders.authorization ?? '') ?? [];
  if (credentials && status < 400) mark('secret', credentials);
  if (operationId === 'receiveWebhook') markBody(parse(rawBody));
  else if (['postMessage', 'sendMessage', 'receiveMessage', 'requestToken'].includes(operationId)) markBody(requestBody);
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** How a value can stand in a line. */
function spellings(value: string, kind: MarkKind): string[] {
  const plain = [value, JSON.stringify(value).slice(1, -1)];
  if (kind !== 'secret') return [...new Set(plain)];
  const bytes = Buffer.from(value);
  return [...new Set([...plain, encodeURIComponent(value), bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('hex')])];
}

const isDigit = (character: string | undefined): boolean => character !== undefined && character >= '0' && character <= '9';

function holds(line: string, spelling: string, kind: MarkKind): boolean {
  for (let at = line.indexOf(spelling); at >= 0; at = line.indexOf(spelling, at + 1)) {
    // A longer number is another one: a time, an id of ours.
    if (kind !== 'phone number' || !(isDigit(line[at - 1]) || isDigit(line[at + spelling.length]))) return true;
  }
  return false;
}

/** One sentence for every kind of leak in a line, which says where to look and not what it is. Forgets all lines and marks. */
export function findLeaks(): string[] {
  const { lines, marks } = audit();
  const wanted = [...marks].flatMap(([value, kind]) => spellings(value, kind).map((spelling) => ({ spelling, kind })));
  const leaks = new Set<string>();
  for (const { test, line } of lines) {
    for (const { spelling, kind } of wanted) {
      if (holds(line, spelling, kind)) leaks.add(`a ${kind} in the line ${describe(line)}, written during "${test}"`);
    }
  }
  lines.length = 0;
  marks.clear();
  return [...leaks];
}

/** A line by its own words and the names of its fields. */
function describe(line: string): string {
  try {
    const { msg, time: _, ...fields } = JSON.parse(line) as Record<string, unknown>;
    return `"${String(msg)}" (${Object.keys(fields).join(', ')})`;
  } catch {
    return 'that is no JSON';
  }
}
