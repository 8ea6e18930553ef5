import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { derivedKeys } from '../../app/derived-keys.ts';
import { createBench } from '../../app/doctor-bench.ts';
import { createTokens } from '../../app/pipedrive-accounts.ts';
import { type Clock, systemClock } from '../../clock.ts';
import { type Config, ConfigError, type Environment, isSandbox, readConfig } from '../../config.ts';
import { createHttpClient } from '../../delivery/http-client.ts';
import { examine } from '../../doctor/doctor.ts';
import { createAvatars } from '../../domain/avatars.ts';
import { createMediaLinks } from '../../domain/media-links.ts';
import { type Finding, verdictOf } from '../../domain/set-up-report.ts';
import { createSecretBox } from '../../store/secrets.ts';
import { openSqliteStore } from '../../store/sqlite/open.ts';
import { paintFor } from '../verify/reports/terminal.ts';
import { renderFindings } from './render.ts';
import { readSandboxSettings } from './sandbox-settings.ts';

export interface CommandContext {
  env: Environment;
  isTerminal: boolean;
  say(text: string): void;
  complain(text: string): void;
}

const HELP = `Examines the set-up of a provider that runs: plays Meta's and Pipedrive's part against its public address, and asks both
whether they agree with the configuration. Nothing is sent to anybody.

  npm run doctor
  npm run doctor -- --manifest FILE    compares the manifest you uploaded in Pipedrive's Developer Hub, too
  npm run doctor -- --json             the findings as JSON

It reads the same settings as npm start, from the environment or a file .env, and the store in DATA_DIR. Without any credential it
examines the sandbox that was started here. Exit code: 0 nothing is wrong, 1 something is, 2 nothing could be examined.`;

/** Something the person at the keyboard can put right before anything can be examined. */
class CannotExamine extends Error {}

/** `npm run doctor`. Resolves with the exit code. */
export async function doctor(args: readonly string[], context: CommandContext): Promise<0 | 1 | 2> {
  try {
    const { values } = readArguments(args);
    if (values.help) {
      context.say(HELP);
      return 0;
    }
    const subject = await subjectOf(context.env);
    const findings = await examineFrom(subject, values.manifest, (error) => context.complain(String(error)));
    const paint = paintFor(context.isTerminal && !context.env['NO_COLOR']);
    context.say(values.json ? JSON.stringify({ verdict: verdictOf(findings), findings }, null, 2) : renderFindings(findings, paint));
    return verdictOf(findings) === 'failed' ? 1 : 0;
  } catch (error) {
    if (!(error instanceof CannotExamine) && !(error instanceof ConfigError)) throw error;
    context.complain(error.message);
    return 2;
  }
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { manifest: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    throw new CannotExamine(`${(error as Error).message}\nTry: npm run doctor -- --help`);
  }
}

/** What is examined, and in which time it lives: the sandbox's clock can be moved. */
interface Subject {
  config: Config;
  clock: Clock;
}

async function subjectOf(env: Environment): Promise<Subject> {
  if (!isSandbox(env)) return { config: readConfig(env, 'live'), clock: systemClock };
  const sandbox = await readSandboxSettings(env);
  if (sandbox) {
    const clock = { ...systemClock, now: () => systemClock.now() + sandbox.clockAheadMs };
    return { config: readConfig(sandbox.settings, 'sandbox'), clock };
  }
  throw new CannotExamine(
    'There is nothing to examine: no credential is set, and no sandbox was started here. Start one with npm start in another terminal, or give the settings of the live provider (README, "Going live").',
  );
}

/** With parts of its own beside those of the running provider; the store is shared. */
async function examineFrom(
  { config, clock }: Subject,
  manifestFile: string | undefined,
  onError: (error: unknown) => void,
): Promise<Finding[]> {
  const now = () => clock.now();
  const { publicUrl, encryptionKeys } = config;
  const store = openSqliteStore({ path: join(config.dataDir, 'provider.db'), secrets: createSecretBox(encryptionKeys), now });
  const http = createHttpClient({ connectTimeoutMs: 5000, answerTimeoutMs: 10_000 });
  try {
    const { tokens } = createTokens({ config, store, clock, http, onRefresh() {}, onError });
    const bench = createBench({
      ...{ config, clock, store, http },
      avatars: createAvatars({ keys: derivedKeys(encryptionKeys, 'avatars'), publicUrl }),
      links: createMediaLinks({ keys: derivedKeys(encryptionKeys, 'media links'), publicUrl, now }),
      accounts: tokens,
    });
    return await examine({ ...bench, uploadedManifest: await readManifest(manifestFile) });
  } finally {
    await http.close();
    await store.close();
  }
}

async function readManifest(file: string | undefined) {
  if (file === undefined) return undefined;
  try {
    return { manifest: JSON.parse(await readFile(file, 'utf8')) as unknown };
  } catch (error) {
    return { unreadable: `${file}: ${(error as Error).message}` };
  }
}
