import { readdir, readFile } from 'node:fs/promises';
import { newObjectId, newWamid, userIdOf } from './ids.ts';

const folder = new URL('../webhooks/', import.meta.url);

/** What a sample's placeholders are filled with. What is left out gets a fresh or usual value; `body` and `name` the sample's own. */
export interface SampleValues {
  /** The customer, digits only. */
  from: string;
  /** UTC milliseconds. */
  now: number;
  body?: string | undefined;
  name?: string | undefined;
  /** The message that is meant, of samples that speak about an earlier one. */
  messageId?: string | undefined;
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

/** Whether the sample speaks about an earlier message of the business. */
export const needsMessageId = async (name: string): Promise<boolean> => (await readSample(name)).includes('{{message_id}}');

/** A webhook body made from a sample, with fresh ids. Throws when the sample needs a value that is not given. */
export async function fillSample(name: string, given: SampleValues): Promise<unknown> {
  const text = await readSample(name);
  const second = `${given.from.slice(0, -1)}${(Number(given.from.at(-1)) + 1) % 10}`;
  const values: Record<string, string | undefined> = {
    from: given.from,
    from_2: second,
    user_id: userIdOf(given.from),
    user_id_2: userIdOf(second),
    wamid: newWamid(given.from, 'inbound'),
    wamid_2: newWamid(second, 'inbound'),
    wamid_3: newWamid(given.from, 'inbound'),
    timestamp: String(Math.floor(given.now / 1000)),
    media_id: newObjectId(),
    body: given.body,
    name: given.name,
    message_id: given.messageId,
    phone_number_id: given.phoneNumberId ?? '106540352242922',
    display_phone_number: given.displayPhoneNumber ?? '15550783881',
    business_account_id: given.businessAccountId ?? '102290129340398',
  };
  return JSON.parse(text, (_key, value: unknown) => (typeof value === 'string' ? fill(name, value, values) : value));
}

/** `{{key}}` is replaced by the value, `{{key|text}}` by the value or else the text. */
function fill(sample: string, text: string, values: Readonly<Record<string, string | undefined>>): string {
  return text.replace(/\{\{(\w+)(?:\|([^}]*))?\}\}/g, (_all, key: string, otherwise: string | undefined) => {
    const value = values[key] ?? otherwise;
    if (value === undefined) throw new Error(`the sample ${sample} needs a value for ${key}`);
    return value;
  });
}

async function readSample(name: string): Promise<string> {
  const samples = await listSamples();
  if (!samples.includes(name)) throw new Error(`There is no webhook called ${name}. There are: ${samples.join(', ')}.`);
  return readFile(new URL(`${name}.json`, folder), 'utf8');
}
