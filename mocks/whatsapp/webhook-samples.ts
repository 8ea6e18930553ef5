import { readdir, readFile } from 'node:fs/promises';
import { newObjectId, newWamid, userIdOf } from './ids.ts';

const DAY_MS = 86_400_000;
const folder = new URL('../webhooks/', import.meta.url);

/** What a sample's placeholders are filled with. What is left out gets a fresh or usual value; `body` and `name` the sample's own. */
export interface SampleValues {
  /** The customer, digits only. */
  from: string;
  /** UTC milliseconds. */
  now: number;
  body?: string | undefined;
  name?: string | undefined;
  /** The message of the business that is meant, of samples that speak about an earlier one. */
  messageId?: string | undefined;
  /** The customer's own message that is meant, of samples that change it. */
  ownMessageId?: string | undefined;
  phoneNumberId?: string | undefined;
  displayPhoneNumber?: string | undefined;
  businessAccountId?: string | undefined;
}

/** The names of the samples in mocks/webhooks, sorted. */
export async function listSamples(): Promise<string[]> {
  const files = await readdir(folder);
  return files
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

/** Whose earlier message a sample, or a body like one, speaks about; undefined when it speaks about none. */
export const meansMessageOf = (text: string): 'business' | 'customer' | undefined =>
  text.includes('{{message_id}}') ? 'business' : text.includes('{{own_message_id}}') ? 'customer' : undefined;

/** A webhook body made from a sample, with fresh ids. Throws when the sample needs a value that is not given. */
export const fillSample = async (name: string, given: SampleValues): Promise<unknown> => fillBody(name, await readSample(name), given);

/** A webhook body made from any JSON text with the samples' placeholders. `name` is for the error. Throws when it is no JSON. */
export function fillBody(name: string, text: string, given: SampleValues): unknown {
  const second = `${given.from.slice(0, -1)}${(Number(given.from.at(-1)) + 1) % 10}`;
  const seconds = (shiftMs: number) => String(Math.floor((given.now + shiftMs) / 1000));
  const values: Record<string, string | undefined> = {
    from: given.from,
    from_2: second,
    user_id: userIdOf(given.from),
    user_id_2: userIdOf(second),
    wamid: newWamid(given.from, 'inbound'),
    wamid_2: newWamid(second, 'inbound'),
    wamid_3: newWamid(given.from, 'inbound'),
    wamid_business: newWamid(given.from, 'outbound'),
    timestamp: seconds(0),
    timestamp_next_week: seconds(7 * DAY_MS),
    timestamp_earlier: seconds(-2 * DAY_MS),
    timestamp_earlier_2: seconds(-2 * DAY_MS + 60_000),
    timestamp_earlier_3: seconds(-2 * DAY_MS + 120_000),
    media_id: newObjectId(),
    body: given.body,
    name: given.name,
    message_id: given.messageId,
    own_message_id: given.ownMessageId,
    phone_number_id: given.phoneNumberId ?? '106540352242922',
    display_phone_number: given.displayPhoneNumber ?? '15550783881',
    business_account_id: given.businessAccountId ?? '102290129340398',
  };
  return JSON.parse(text, (_key, value: unknown) => (typeof value === 'string' ? fill(name, value, values) : value));
}

/** `{{key}}` is replaced by the value, `{{key|text}}` by the value or else the text. What is none of our keys stands as it is: templates have variables too. */
function fill(sample: string, text: string, values: Readonly<Record<string, string | undefined>>): string {
  return text.replace(/\{\{(\w+)(?:\|([^}]*))?\}\}/g, (all, key: string, otherwise: string | undefined) => {
    const value = values[key] ?? otherwise;
    if (value === undefined && !Object.hasOwn(values, key)) return all;
    if (value === undefined) throw new Error(`the sample ${sample} needs a value for ${key}`);
    return value;
  });
}

/** A sample's text, placeholders and all. Throws for a name that is not on the list. */
export async function readSample(name: string): Promise<string> {
  const samples = await listSamples();
  if (!samples.includes(name)) throw new Error(`There is no webhook called ${name}. There are: ${samples.join(', ')}.`);
  return readFile(new URL(`${name}.json`, folder), 'utf8');
}
