import { parseArgs } from 'node:util';
import { systemClock } from '../../clock.ts';
import type { Environment } from '../../config.ts';
import { linkAlias, unlinkAlias } from '../../domain/alias-care.ts';
import { AppError } from '../../errors.ts';
import type { Channel } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';
import { AliasesError } from './aliases-error.ts';
import { aliasMeant, contactsMeant } from './meant.ts';
import { openDatabase } from './open-database.ts';
import { showContact, shownAlias } from './show.ts';

const HELP = `Shows under which phone numbers and ids people are known, and why, and puts it right.

  npm run aliases -- list +5511987654321                who is, or was, known by it, with every link and its reason
  npm run aliases -- unlink +5511987654321              take it from its contact: its next message begins a conversation of its own
  npm run aliases -- link +5511987654321 --to pt_...    give it to this contact, also when another one has it: its next message stands there

In the place of the number: a user id (BSUID) or parent id; for list also a contact id (pt_...), conversation id (cv_...), group id or @username. What was written
stays where it is. All of it is safe while the provider runs. Options:
  --to       the contact to link to
  --channel  the channel, where several have what is meant
  --data     the data directory (usually DATA_DIR, or ./data)
  --help     this text`;

interface Wanted {
  command: string | undefined;
  target: string;
  to: string | undefined;
  channel: string | undefined;
  data: string | undefined;
}

function read(args: string[]): Wanted | undefined {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    throw new AliasesError(`${(error as Error).message}\nTry: npm run aliases -- --help`, 2);
  }
  const { values, positionals } = parsed;
  const [command, target, ...more] = positionals;
  if (values.help || command === undefined) return undefined;
  if (!['list', 'unlink', 'link'].includes(command)) throw new AliasesError(`There is no command ${command}: list, unlink or link.`, 2);
  if (!target || more.length > 0)
    throw new AliasesError(`${command} takes one number or id, such as: npm run aliases -- ${command} +15551230001`, 2);
  if (command !== 'list' && /^@|^(?:pt|cv)_/.test(target))
    throw new AliasesError(`${command} takes a phone number or user id. npm run aliases -- list ${target} shows them.`, 2);
  if ((command === 'link') !== (values.to !== undefined))
    throw new AliasesError('link, and nothing else, takes --to with the id of a contact (pt_...).', 2);
  return { command, target, to: values.to, channel: values.channel, data: values.data };
}

const parse = (args: string[]) =>
  parseArgs({
    args,
    allowPositionals: true,
    options: {
      to: { type: 'string' },
      channel: { type: 'string' },
      data: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });

async function run(store: Store, wanted: Wanted): Promise<string> {
  const channels = (await store.channels()).filter(({ id }) => wanted.channel === undefined || id === wanted.channel);
  if (channels.length === 0) throw new AliasesError(wanted.channel ? `There is no channel ${wanted.channel}.` : 'There is no channel yet.');
  if (wanted.command === 'list') return list(store, channels, wanted);
  return wanted.command === 'unlink' ? unlink(store, channels, wanted) : link(store, channels, wanted);
}

async function list(store: Store, channels: readonly Channel[], { target }: Wanted): Promise<string> {
  const parts: string[] = [];
  for (const channel of channels) {
    const found = await contactsMeant(store, channel.id, target);
    if (found.length > 0) parts.push(`channel ${channel.id}  ${channel.name}`);
    for (const contactId of found) parts.push(await showContact(store, channel, contactId));
  }
  if (parts.length === 0) throw new AliasesError(`Nobody is or was known by ${target}.`);
  return parts.join('\n\n');
}

async function unlink(store: Store, channels: readonly Channel[], { target }: Wanted): Promise<string> {
  const alias = aliasMeant(target);
  const channel = await only(channels, async ({ id }) => (await store.aliasLinks(id, { alias })).some(({ endedAt }) => endedAt === null), {
    none: `Nobody has ${shownAlias(alias)} now. npm run aliases -- list ${target} shows who had it, and the other forms of a number.`,
  });
  const contactId = await unlinkAlias(store, channel.id, alias, systemClock.now());
  const others = (await store.aliases(channel.id, contactId)).map(shownAlias);
  return [
    `${shownAlias(alias)} is taken from ${contactId}. Its next message begins a conversation of its own; what was written stays where it is.`,
    others.length === 0
      ? `${contactId} has no alias left: answers in its conversation cannot be sent.`
      : `${contactId} is still known by ${others.join(', ')}. Messages that name nothing else stand there; what is not theirs either has to be unlinked too.`,
    `To undo it: npm run aliases -- link ${shownAlias(alias)} --to ${contactId}`,
  ].join('\n');
}

async function link(store: Store, channels: readonly Channel[], { target, to = '' }: Wanted): Promise<string> {
  const alias = aliasMeant(target);
  const channel = await only(channels, async ({ id }) => (await store.contact(id, to as never)) !== undefined, {
    none: `There is no contact ${to}. npm run aliases -- list with a number, user id or @username shows the ids of contacts.`,
  });
  const takenFrom = await linkAlias(store, channel.id, to, alias, systemClock.now());
  return [
    `${shownAlias(alias)} leads to ${to}${takenFrom ? `, no longer to ${takenFrom}` : ''}. Its next message stands there; what was written stays where it is.`,
    `To undo it: npm run aliases -- ${takenFrom ? `link ${shownAlias(alias)} --to ${takenFrom}` : `unlink ${shownAlias(alias)}`}`,
  ].join('\n');
}

/** The one channel that fits. */
async function only(
  channels: readonly Channel[],
  fits: (channel: Channel) => Promise<boolean>,
  { none }: { none: string },
): Promise<Channel> {
  const found: Channel[] = [];
  for (const channel of channels) if (await fits(channel)) found.push(channel);
  const [first] = found;
  if (!first) throw new AliasesError(none);
  if (found.length > 1)
    throw new AliasesError(`Several channels have it; choose one with --channel: ${found.map(({ id }) => id).join(', ')}.`);
  return first;
}

/** Runs the command and returns the exit code: 0 done, 1 it cannot be done, 2 the command is wrong. */
export async function aliases(
  args: string[],
  env: Environment,
  print: (text: string) => void,
  complain: (text: string) => void,
): Promise<number> {
  try {
    const wanted = read(args);
    if (!wanted) {
      print(HELP);
      return 0;
    }
    const { store, path } = openDatabase(wanted.data, env);
    try {
      const text = await run(store, wanted);
      print(`database ${path}\n\n${text}`);
    } finally {
      await store.close();
    }
    return 0;
  } catch (error) {
    if (!(error instanceof AliasesError || error instanceof AppError)) throw error;
    complain(error.message);
    return error instanceof AliasesError ? error.exitCode : 1;
  }
}
