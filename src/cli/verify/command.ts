import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { invocationOf } from '../invocation.ts';
import { type Arguments, helpFor, levelOf, patienceOf, readArguments } from './arguments.ts';
import { CannotVerify } from './cannot-verify.ts';
import { type ForeignTarget, openForeignTarget } from './foreign-target.ts';
import { listenForSignals } from './interruption.ts';
import { startOwnProvider } from './own-provider.ts';
import type { RuleResult } from './report.ts';
import { assertWritable, reportFilesOf, writeReports } from './report-files.ts';
import { type Paint, paintFor, renderResult, renderSummary } from './reports/terminal.ts';
import type { Capability, Rule } from './rule.ts';
import { fits, loadRules } from './rules.ts';
import { runVerify } from './run.ts';

export interface CommandContext {
  env: Readonly<Record<string, string | undefined>>;
  /** Whether the output goes to a person's terminal. */
  isTerminal: boolean;
  say(text: string): void;
  complain(text: string): void;
}

/** What our own provider does not meet yet; only a checkout has it. */
const OWN_NOT_YET = fileURLToPath(new URL('../../../test/verify/not-yet.json', import.meta.url));
const CAPABILITIES: readonly Capability[] = ['whatsapp-in-full', 'pipedrive-in-full'];

/** `npm run verify`. Resolves with the exit code: 0 all held, 1 something did not, 2 there is no verdict. A signal ends the program instead. */
export async function verify(args: readonly string[], context: CommandContext): Promise<0 | 1 | 2> {
  try {
    const given = readArguments(args, context.env);
    if (given.help) context.say(helpFor(invocationOf('verify', 'messaging-verify', import.meta.filename)));
    else if (given.list) context.say(listOf(await loadRules(), given));
    else return await judge(given, context);
    return 0;
  } catch (error) {
    if (!(error instanceof CannotVerify)) throw error;
    context.complain(error.message);
    return 2;
  }
}

async function judge(args: Arguments, context: CommandContext): Promise<0 | 1 | 2> {
  const { only, skip } = args;
  await assertWritable(args);
  const options = {
    level: levelOf(args),
    patienceMs: patienceOf(args),
    destructive: args.destructive === true,
    notYet: await notYetOf(args),
    requireAll: args['require-all'] === true,
    ...(only ? { only } : {}),
    ...(skip ? { skip } : {}),
    ...(args.capability ? { capabilities: capabilitiesOf(args.capability) } : {}),
  };
  const paint = paintFor(context.isTerminal && !context.env['NO_COLOR']);
  if (args.url !== undefined) announce(args.url, args, context);
  const opening = Promise.withResolvers<ForeignTarget>();
  // Whoever waits for it hears of it; without a signal nobody does.
  opening.promise.catch(() => undefined);
  const interruption = listenForSignals(context.complain, async () => (await opening.promise).stop());
  const say = (text: string): void => {
    if (!interruption.signal.aborted) context.say(text);
  };
  const onRule = (result: RuleResult): void => {
    if (result.outcome !== 'not run') say(renderResult(result, paint));
  };
  try {
    opening.resolve(open(args, context, interruption.signal));
    const { target, stop } = await opening.promise;
    try {
      const report = await runVerify(target, { ...options, onRule });
      // What an interrupted run found is no report.
      if (!interruption.signal.aborted) await writeReports(args, report);
      say(renderSummary(report, paint, { verbose: args.verbose === true }));
      sayWhere(args, say, paint);
      return report.exitCode;
    } finally {
      await stop();
    }
  } finally {
    await interruption.over();
  }
}

const open = (args: Arguments, { env }: CommandContext, signal: AbortSignal): Promise<ForeignTarget> =>
  args.url === undefined ? startOwnProvider() : openForeignTarget(args, env, signal);

/** Says what a run leaves behind, where somebody else may see it. */
function announce(url: string, { webhook, destructive }: Arguments, { say }: CommandContext): void {
  const { hostname } = new URL(url);
  if (['localhost', '127.0.0.1', '[::1]'].includes(hostname)) return;
  const written = webhook ? 'Writes conversations of invented people (numbers kept for fiction)' : 'Writes nothing but refused requests';
  say(`${hostname} is not this machine. ${written}; ${destructive ? 'ENDS THE CHANNEL at the end (--destructive)' : 'deletes nothing'}.`);
}

function capabilitiesOf(given: readonly string[]): readonly Capability[] {
  const unknown = given.find((name) => name !== 'none' && !CAPABILITIES.some((capability) => capability === name));
  if (unknown) throw new CannotVerify(`--capability is ${CAPABILITIES.join(', ')} or none; not ${JSON.stringify(unknown)}.`);
  return CAPABILITIES.filter((capability) => given.includes(capability));
}

/** The list that was named; for our own provider the one of this checkout. */
async function notYetOf(args: Arguments): Promise<Record<string, string>> {
  const file = args['not-yet'] ?? (args.url === undefined ? OWN_NOT_YET : undefined);
  if (file === undefined) return {};
  try {
    const list: unknown = JSON.parse(await readFile(file, 'utf8'));
    const isList =
      typeof list === 'object' && list !== null && !Array.isArray(list) && Object.values(list).every((why) => typeof why === 'string');
    if (!isList) throw new Error('it is not { "rule": "reason" }');
    return list as Record<string, string>;
  } catch (error) {
    if (args['not-yet'] === undefined && (error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new CannotVerify(`The not-yet list ${file} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
}

const listOf = (rules: readonly Rule[], { only, skip = [] }: Arguments): string =>
  rules
    .filter((rule) => (only === undefined || fits(rule, only)) && !fits(rule, skip))
    .map(({ name, level, expects, incident, capability, needs = [] }) => {
      const marks = [level, ...(capability ? [capability] : []), ...(incident ? [`incident ${incident.name}`] : []), ...needs];
      return `${name}\n    ${expects}\n    ${marks.join(', ')}`;
    })
    .join('\n');

function sayWhere(args: Arguments, say: (text: string) => void, paint: Paint): void {
  const files = reportFilesOf(args).map(({ file }) => file);
  if (files.length > 0) say(paint.faint(`Reports: ${files.join(', ')}`));
}
