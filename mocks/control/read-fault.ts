import { operations as pipedriveOperations } from '../../generated/pipedrive-api/operations.ts';
import { operations as whatsappOperations } from '../../generated/whatsapp-cloud/operations.ts';
import type { OperationsTable } from '../../src/contract/operation.ts';
import { AppError } from '../../src/errors.ts';
import type { Misfortune } from '../faults.ts';
import type { FaultChange } from './fault-presets.ts';

type Field = Exclude<keyof FaultChange, 'side' | 'kind'>;

/** Which fields a kind takes; those with an exclamation mark it needs. */
const fields: Readonly<Record<FaultChange['kind'], readonly (Field | `${Field}!`)[]>> = {
  delay: ['operation', 'times', 'ms!'],
  drop: ['operation', 'times', 'afterHandling'],
  disconnect: ['operation', 'times'],
  fail: ['operation!', 'times', 'status!', 'code', 'retryAfterSeconds'],
  duplicate: ['times', 'copies'],
  reorder: ['times!'],
  hold: [],
  lose: ['times'],
  expire: ['what!'],
  revoke: ['what!'],
};

const tables: Readonly<Record<FaultChange['side'], OperationsTable>> = { whatsapp: whatsappOperations, pipedrive: pipedriveOperations };
const kindsOfPipedrive = new Set<FaultChange['kind']>(['delay', 'drop', 'disconnect', 'fail', 'duplicate', 'expire', 'revoke']);
const whatOf = {
  whatsapp: { expire: ['windows', 'media-links', 'media', 'access-token'], revoke: ['access-token'] },
  pipedrive: { expire: ['access-tokens', 'refresh-tokens'], revoke: ['installation'] },
} as const;

/** Throws INVALID_REQUEST for a fault that could never come about, and says why. */
export function assertSensible(fault: FaultChange): void {
  const { side, kind, operation, status, code, what, times, copies } = fault;
  if (side === 'pipedrive' && !kindsOfPipedrive.has(kind)) throw invalid(`${kind} concerns webhooks, so it is a fault of whatsapp.`);
  const allowed = fields[kind];
  for (const name of Object.keys(fault)) {
    if (name === 'side' || name === 'kind' || allowed.some((field) => field.replace('!', '') === name)) continue;
    throw invalid(
      `A fault of kind ${kind} takes no \`${name}\`${allowed.length > 0 ? `, but ${allowed.join(', ').replaceAll('!', '')}` : ''}.`,
    );
  }
  for (const field of allowed) {
    const name = field.replace('!', '') as Field;
    if (field.endsWith('!') && fault[name] === undefined) throw invalid(`A fault of kind ${kind} needs \`${name}\`.`);
  }
  // Only WhatsApp gives every error a code.
  if (kind === 'fail' && side === 'whatsapp' && code === undefined) throw invalid('A fault of kind fail needs `code`.');
  if (kind === 'duplicate' && typeof times === 'number' && copies !== undefined) {
    throw invalid('`times` of a duplicate is the same as `copies`: say one of them.');
  }
  if (times === 'always' && (kind === 'reorder' || kind === 'lose')) {
    throw invalid(`For ${kind}, \`times\` is a number.`);
  }
  if (kind === 'reorder' && Number(times) < 2) throw invalid('It takes at least 2 webhooks to change their order.');
  if (operation !== undefined) assertOperation(side, operation, status);
  if (code !== undefined && typeof code !== (side === 'whatsapp' ? 'number' : 'string')) {
    throw invalid(`A code of ${side} is a ${side === 'whatsapp' ? 'number' : 'text'}.`);
  }
  if (kind === 'expire' || kind === 'revoke') {
    const choices: readonly string[] = whatOf[side][kind];
    if (!choices.includes(what ?? '')) throw invalid(`${side} can ${kind}: ${choices.join(', ')}.`);
  }
}

function assertOperation(side: FaultChange['side'], operation: string, status: number | undefined): void {
  const entry = Object.hasOwn(tables[side], operation) ? tables[side][operation] : undefined;
  if (!entry) throw invalid(`${side} has no operation ${operation}. It has ${Object.keys(tables[side]).join(', ')}.`);
  if (status !== undefined && !(status in entry.responses)) {
    const documented = Object.keys(entry.responses).filter((known) => Number(known) >= 400);
    throw invalid(`${operation} never answers ${status}. Documented failures: ${documented.join(', ')}.`);
  }
}

/** What goes wrong with a request; undefined for faults of webhooks, calls and credentials. */
export function toMisfortune<Code>({
  kind,
  ms = 0,
  afterHandling = false,
  status = 500,
  code,
  retryAfterSeconds,
}: FaultChange): Misfortune<Code> | undefined {
  switch (kind) {
    case 'delay':
      return { kind, ms };
    case 'drop':
      return { kind, afterHandling };
    case 'disconnect':
      return { kind };
    case 'fail':
      return { kind, status, code: code as Code, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
    default:
      return undefined;
  }
}

const invalid = (detail: string): AppError => new AppError('INVALID_REQUEST', detail);
