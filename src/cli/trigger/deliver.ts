import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { FormData } from 'undici';
import { kindOf } from '../../../mocks/whatsapp/media-types.ts';
import { metaJson, signatureOf } from '../../../mocks/whatsapp/signature.ts';
import { catalogueNames } from '../../../mocks/whatsapp/webhook-catalogue.ts';
import { fillBody, meansMessageOf, readSample } from '../../../mocks/whatsapp/webhook-samples.ts';
import { systemClock } from '../../clock.ts';
import type { PlaygroundAnswer, PlaygroundConversation } from '../../domain/playground.ts';
import { readLocalFile } from './local-file.ts';
import type { Options } from './read-command.ts';
import { call, callControl, callPlayground, sandboxTime } from './sandbox-client.ts';
import { TriggerError } from './trigger-error.ts';

/** A body to be sent, and what to call it. */
export interface Body {
  name: string;
  bytes: Buffer;
}

/** The body of a listed webhook. Throws for a name that is not on the list. */
export async function readListed(sample: string): Promise<Body> {
  if (!catalogueNames.includes(sample))
    throw new TriggerError(`There is no command and no webhook called ${sample}. All of them: npm run trigger -- list`, 2);
  return { name: sample, bytes: Buffer.from(await readSample(sample)) };
}

/** A body of one's own. Throws when it cannot be read. */
export async function readOwnBody(file: string | undefined): Promise<Body> {
  if (file === undefined) throw new TriggerError('Which file shall be sent? npm run trigger -- send FILE', 2);
  try {
    return { name: file, bytes: await readFile(file) };
  } catch (error) {
    throw new TriggerError(`${file} cannot be read: ${(error as Error).message}`, 2);
  }
}

/** Fills the placeholders and delivers: through the sandbox, or signed and straight to the address that is given. */
export async function deliver(body: Body, options: Options, phone: string): Promise<PlaygroundAnswer> {
  const { webhook, secret } = options;
  if ((webhook === undefined) !== (secret === undefined)) throw new TriggerError('--webhook and --secret belong together.', 2);
  if (webhook !== undefined && options.file) throw new TriggerError('--file needs the sandbox: --webhook has no storage for it.', 2);
  const filled = await fillIn(body, options, phone);
  if (webhook === undefined || secret === undefined) {
    if (filled === undefined) throw new TriggerError(`${body.name} is no JSON; such a body needs --webhook and --secret.`, 2);
    if (options.file) await putFile(body.name, filled, options);
    return callPlayground(options, '/playground/deliveries', filled as object);
  }
  const bytes = filled === undefined ? body.bytes : metaJson(filled);
  const headers = { 'Content-Type': 'application/json', 'X-Hub-Signature-256': signatureOf(secret, bytes) };
  return call(webhook, { method: 'POST', headers, body: bytes });
}

/** The body with its placeholders filled; undefined when it is no JSON. */
async function fillIn({ name, bytes }: Body, options: Options, phone: string): Promise<unknown> {
  const text = bytes.toString('utf8');
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const author = meansMessageOf(text);
  const meant = options.message ?? (author && (await newestOf(author, options, phone)));
  // Whoever let days pass in the sandbox writes at its time, or the window would stay closed.
  const now = options.webhook === undefined ? await sandboxTime(options, systemClock.now()) : systemClock.now();
  const values = { from: phone, now, body: options.body, name: options.name, phoneNumberId: options.number };
  try {
    return fillBody(name, text, { ...values, messageId: meant, ownMessageId: meant });
  } catch (error) {
    throw new TriggerError((error as Error).message, 2);
  }
}

/** Reactions, taps, receipts and changes speak about a message that was there before. */
async function newestOf(author: 'business' | 'customer', options: Options, phone: string): Promise<string> {
  const command = author === 'business' ? `reply --to ${phone}` : `text --from ${phone}`;
  const hint = `Name it with --message, or let ${author === 'business' ? 'the salesperson' : 'the customer'} write first: npm run trigger -- ${command} --body "hi"`;
  if (options.webhook !== undefined) throw new TriggerError(`This webhook speaks about an earlier message. ${hint}`, 2);
  const { handset } = await callPlayground<PlaygroundConversation>(options, `/playground/conversations/${phone}`);
  const newest = handset.findLast(({ from }) => from === author);
  if (!newest) throw new TriggerError(`This webhook speaks about an earlier message, and ${phone} has none. ${hint}`);
  return newest.id;
}

interface Delivery {
  entry?: { changes?: { value?: { messages?: Record<string, unknown>[] } }[] }[];
}

const mediaKinds = ['image', 'video', 'audio', 'document', 'sticker'] as const;

/** Puts the customer's own file into the simulated WhatsApp, and its id, hash, type and name into the delivery. Throws when that carries no file, or not such a one. */
async function putFile(name: string, delivery: unknown, options: Options): Promise<void> {
  const [path = '', ...others] = options.file ?? [];
  if (others.length > 0) throw new TriggerError('A message of WhatsApp carries one file. Send one message for each.', 2);
  const media = mediaIn(delivery as Delivery);
  if (!media) throw new TriggerError(`${name} carries no file. These do: image, video, audio, voice, document, sticker.`, 2);
  const { kind, part } = media;
  const file = await readLocalFile(path, 'by bytes');
  const fitting = kindOf(file.contentType) ?? 'document';
  if (kind !== 'document' && kind !== fitting)
    throw new TriggerError(
      `${file.name} is ${file.contentType}, which WhatsApp does not carry as ${kind}: npm run trigger -- ${fitting} --file ${path}`,
      2,
    );
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(file.bytes)], { type: file.contentType }), file.name);
  const { mediaId } = await callControl<{ mediaId: string }>(options, '/media', form);
  part['id'] = mediaId;
  part['mime_type'] = file.contentType;
  part['sha256'] = createHash('sha256').update(file.bytes).digest('base64');
  if (kind === 'document') part['filename'] = file.name;
}

/** The first message with a file. */
function mediaIn({ entry = [] }: Delivery): { kind: (typeof mediaKinds)[number]; part: Record<string, unknown> } | undefined {
  const messages = entry.flatMap(({ changes = [] }) => changes.flatMap(({ value }) => value?.messages ?? []));
  for (const message of messages) {
    for (const kind of mediaKinds) {
      const part = message[kind];
      if (typeof part === 'object' && part !== null) return { kind, part: part as Record<string, unknown> };
    }
  }
  return undefined;
}
