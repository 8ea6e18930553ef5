import type { ErrorObject, ValidateFunction } from 'ajv';
import { contract } from '../../../generated/pipedrive-provider/index.ts';
import { describeViolations } from '../../contract/violations.ts';
import type { ProviderOperation } from './provider-caller.ts';

type Json = Record<string, unknown>;

/** What the published contract leaves out or optional, and our own document asks of ourselves; with the value that its absence means. */
const OPTIONAL: Readonly<Record<string, unknown>> = {
  additional_data: {},
  attachments: [],
  avatar_expires: false,
  fetch_avatar: false,
  link_expires: false,
  messages: [],
  name: null,
  preview_url: null,
  size: null,
};
/** Absent, null and empty mean the same in these. */
const OFTEN_EMPTY = new Set(['after', 'next_messages_cursor', 'avatar_url', 'reply_by', 'preview_url']);
/** The other published form of dates: UTC without saying so. */
const SHORT_DATE = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}(?::\d{2})?$/;
/** Both codes are published for 400. */
const OTHER_BAD_REQUEST = 'BAD_REQUEST';
const MOST_ALLOWANCES = 2000;

/**
 * How an answer departs from openapi/pipedrive-provider.yaml, in words; undefined when it keeps to it. Our document is stricter than what is
 * published (unknown fields, lengths, fields that may be missing, the second date form): none of that is held against a provider.
 */
export function shapeFault(operation: ProviderOperation, status: number, json: unknown): string | undefined {
  const validators: Readonly<Record<string, Readonly<Record<string, ValidateFunction>>>> = contract.validators.response;
  const validate = validators[operation]?.[status];
  if (!validate) return `status ${status} is not documented for ${operation}`;
  const body: unknown = structuredClone(json);
  for (let allowances = 0; !validate(body); allowances++) {
    const error = validate.errors?.[0];
    if (!error || allowances > MOST_ALLOWANCES || !allow(body, error)) return describeViolations(validate.errors ?? []);
  }
  return undefined;
}

/** Takes a difference out of the copy that is no fault. False when it is one. */
function allow(body: unknown, { instancePath, keyword, params }: ErrorObject): boolean {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const at = (keys: readonly string[]): unknown => keys.reduce<unknown>((value, key) => (value as Json | undefined)?.[key], body);
  const key = path.at(-1) ?? '';
  const parent = at(path.slice(0, -1)) as Json | undefined;
  const value = at(path);
  switch (keyword) {
    case 'additionalProperties':
      delete (value as Json)[(params as { additionalProperty: string }).additionalProperty];
      return true;
    case 'required': {
      const missing = (params as { missingProperty: string }).missingProperty;
      // An attachment may lack a name, a participant may not.
      if (!(missing in OPTIONAL) || (missing === 'name' && !path.includes('attachments'))) return false;
      (value as Json)[missing] = structuredClone(OPTIONAL[missing]);
      return true;
    }
    case 'maxLength':
      if (parent) parent[key] = String(value).slice(0, (params as { limit: number }).limit);
      return parent !== undefined;
    case 'maxItems':
      // How many a page holds is the paging rules' matter; a conversation has two sides.
      if (key === 'participants' || !parent) return false;
      parent[key] = (value as unknown[]).slice(0, (params as { limit: number }).limit);
      return true;
    case 'enum':
      if (key !== 'code' || value !== OTHER_BAD_REQUEST || !parent) return false;
      parent[key] = 'INVALID_BODY';
      return true;
    default:
      return allowEmptyOrShort(parent, key, value);
  }
}

function allowEmptyOrShort(parent: Json | undefined, key: string, value: unknown): boolean {
  if (!parent) return false;
  if (OFTEN_EMPTY.has(key) && (value === null || value === '')) {
    if (key === 'preview_url') parent[key] = null;
    else delete parent[key];
    return true;
  }
  if ((key === 'created_at' || key === 'reply_by') && typeof value === 'string' && SHORT_DATE.test(value)) {
    parent[key] = `${value.replace(' ', 'T')}${value.length === 16 ? ':00' : ''}Z`;
    return true;
  }
  return false;
}

/** The moment that a date of the contract names, UTC ms; undefined when it is in neither published form. */
export function momentOf(date: unknown): number | undefined {
  if (typeof date !== 'string') return undefined;
  const iso = SHORT_DATE.test(date) ? `${date.replace(' ', 'T')}${date.length === 16 ? ':00' : ''}Z` : date;
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]00:?00)$/i.test(iso)) return undefined;
  const moment = Date.parse(iso);
  return Number.isNaN(moment) ? undefined : moment;
}
