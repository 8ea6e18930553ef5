import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { request } from 'undici';
import { metaJson, signatureOf } from '../../../mocks/whatsapp/signature.ts';
import { fillBody, listSamples, meansMessageOf, readSample } from '../../../mocks/whatsapp/webhook-samples.ts';
import { systemClock } from '../../clock.ts';
import type { PlaygroundAnswer, PlaygroundConversation } from '../../domain/playground.ts';
import { renderConversation } from './render-conversation.ts';

const USUAL_PHONE = '15551230001';

const HELP = `Plays the two far ends of a running sandbox: the customer on WhatsApp and the salesperson in Pipedrive.

  npm run trigger -- text --from ${USUAL_PHONE} --body "hello"     the customer writes
  npm run trigger -- reply --to ${USUAL_PHONE} --body "hi"         the salesperson answers
  npm run trigger -- show --phone ${USUAL_PHONE}                   both sides of the conversation
  npm run trigger -- list                                        every webhook there is
  npm run trigger -- send FILE                                   a body of your own, signed

Any webhook of the list takes the place of "text". A body of your own may hold the placeholders of mocks/webhooks; one that is no JSON is sent as it is, with
--webhook. Options:
  --from, --to, --phone  the customer, digits only (${USUAL_PHONE})
  --body                 the text, caption, title or emoji
  --name                 the customer's name
  --message              the earlier message that is meant (usually the newest one of the business, or the customer's for edit and revoke)
  --url                  the provider's address (usually the one in DATA_DIR/sandbox/sandbox.json)
  --webhook, --secret    sign with this app secret and post straight to this address; no sandbox needed
  --number               the phone number id that the webhook is for (usually the sandbox's)
  --help                 this text`;

/** Something the person at the keyboard can put right; `exitCode` 2 when the command itself is wrong. */
class TriggerError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

type Options = Partial<Record<(typeof OPTION_NAMES)[number], string>>;
const OPTION_NAMES = ['from', 'to', 'phone', 'body', 'name', 'message', 'url', 'webhook', 'secret', 'number'] as const;

async function run(args: string[]): Promise<string> {
  const { command, file, options, help } = readCommand(args);
  if (help || command === undefined) return HELP;
  if (command === 'list') return (await listSamples()).join('\n');
  const phone = (options.from ?? options.to ?? options.phone ?? USUAL_PHONE).replace(/^\+/, '');
  if (!/^\d{5,20}$/.test(phone)) throw new TriggerError(`A phone number has 5 to 20 digits and nothing else; ${phone} has not.`, 2);
  if (options.webhook !== undefined && (command === 'show' || command === 'reply')) {
    throw new TriggerError(`--webhook plays WhatsApp only; ${command} needs the sandbox.`, 2);
  }
  if (command === 'show') return renderConversation(await readConversation(options, phone));
  if (command === 'reply') {
    if (!options.body) throw new TriggerError('What shall the salesperson say? Add --body "…".', 2);
    return report(
      await callPlayground<PlaygroundAnswer>(options, '/playground/replies', { phone, text: options.body }),
      'The provider took the reply',
    );
  }
  if (command === 'send') return report(await deliver(await readOwnBody(file), options, phone), `WhatsApp delivered ${file}`);
  return report(await deliver(await readListed(command), options, phone), `WhatsApp delivered ${command} from ${phone}`);
}

function readCommand(args: string[]): { command: string | undefined; file: string | undefined; options: Options; help: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...Object.fromEntries(OPTION_NAMES.map((name) => [name, { type: 'string' as const }])),
        help: { type: 'boolean', short: 'h' },
      },
    });
    const { help, ...options } = values;
    if (positionals.length > (positionals[0] === 'send' ? 2 : 1))
      throw new Error(
        `One command at a time; there are ${positionals.length}. Texts with spaces need quotation marks, and npm wants \`--\` before the command: npm run trigger -- text --body "…"`,
      );
    return { command: positionals[0], file: positionals[1], options: options as Options, help: help === true };
  } catch (error) {
    throw new TriggerError(`${(error as Error).message}\nTry: npm run trigger -- --help`, 2);
  }
}

/** A body to be sent, and what to call it. */
interface Body {
  name: string;
  bytes: Buffer;
}

async function readListed(sample: string): Promise<Body> {
  const samples = await listSamples();
  if (!samples.includes(sample)) throw new TriggerError(`There is no webhook called ${sample}. There are: ${samples.join(', ')}.`, 2);
  return { name: sample, bytes: Buffer.from(await readSample(sample)) };
}

async function readOwnBody(file: string | undefined): Promise<Body> {
  if (file === undefined) throw new TriggerError('Which file shall be sent? npm run trigger -- send FILE', 2);
  try {
    return { name: file, bytes: await readFile(file) };
  } catch (error) {
    throw new TriggerError(`${file} cannot be read: ${(error as Error).message}`, 2);
  }
}

async function deliver(body: Body, options: Options, phone: string): Promise<PlaygroundAnswer> {
  const { webhook, secret } = options;
  if ((webhook === undefined) !== (secret === undefined)) throw new TriggerError('--webhook and --secret belong together.', 2);
  const filled = await fillIn(body, options, phone);
  if (webhook === undefined || secret === undefined) {
    if (filled === undefined) throw new TriggerError(`${body.name} is no JSON; such a body needs --webhook and --secret.`, 2);
    return callPlayground(options, '/playground/deliveries', filled);
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
  const values = { from: phone, now: systemClock.now(), body: options.body, name: options.name, phoneNumberId: options.number };
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
  const { handset } = await readConversation(options, phone);
  const newest = handset.findLast(({ from }) => from === author);
  if (!newest) throw new TriggerError(`This webhook speaks about an earlier message, and ${phone} has none. ${hint}`);
  return newest.id;
}

const readConversation = (options: Options, phone: string): Promise<PlaygroundConversation> =>
  callPlayground(options, `/playground/conversations/${phone}`);

/** Calls one of the sandbox's playground operations. Any answer but 200 is the end of it. */
async function callPlayground<T>(options: Options, path: string, body?: unknown): Promise<T> {
  const url = options.url ?? (await sandboxUrl());
  const answer = await call(
    `${url.replace(/\/$/, '')}${path}`,
    body === undefined
      ? { method: 'GET' }
      : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) },
  );
  if (answer.status !== 200) throw new TriggerError(`${problemOf(answer)} (status ${answer.status})`);
  return JSON.parse(answer.body) as T;
}

async function call(
  url: string,
  options: { method: 'GET' | 'POST'; headers?: Record<string, string>; body?: string | Buffer },
): Promise<PlaygroundAnswer> {
  try {
    const response = await request(url, options);
    return { status: response.statusCode, body: await response.body.text() };
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_INVALID_URL')
      throw new TriggerError(`${url} is no address. An address begins with http:// or https://.`, 2);
    throw new TriggerError(
      `Nobody answers at ${new URL(url).origin}. Is the provider running there? The sandbox is started with npm start, in another terminal.`,
    );
  }
}

async function sandboxUrl(): Promise<string> {
  const file = join(process.env['DATA_DIR'] ?? 'data', 'sandbox', 'sandbox.json');
  try {
    const { providerUrl } = JSON.parse(await readFile(file, 'utf8')) as { providerUrl?: string };
    if (providerUrl) return providerUrl;
  } catch {
    // Not there, or only half of it: the sandbox has not been started here.
  }
  throw new TriggerError(`No sandbox has been started here (${file} does not name one). Start it first, in another terminal: npm start`);
}

function report({ status, body }: PlaygroundAnswer, success: string): string {
  if (status !== 200) throw new TriggerError(`The provider answered ${status === 0 ? 'nothing' : status}: ${body}`);
  return `${success}. Answer: ${status} ${body}`;
}

/** The text a person can use out of an error answer. */
function problemOf({ body }: PlaygroundAnswer): string {
  try {
    const problem = JSON.parse(body) as { detail?: string };
    return problem.detail ?? body;
  } catch {
    return body;
  }
}

/** Runs the command and returns the exit code: 0 done, 1 the provider or the sandbox said no, 2 the command is wrong. */
export async function trigger(args: string[], print: (text: string) => void, complain: (text: string) => void): Promise<number> {
  try {
    print(await run(args));
    return 0;
  } catch (error) {
    if (!(error instanceof TriggerError)) throw error;
    complain(error.message);
    return error.exitCode;
  }
}
