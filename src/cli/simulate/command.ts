import type { SimulatorAddresses, Simulators } from '../../../mocks/simulators.ts';
import { SIMULATE_WITH } from './called.ts';
import { listen } from './listen.ts';
import { readEndpoints } from './manifest-file.ts';
import { HELP, readSimulateOptions, type SimulateOptions } from './options.ts';
import type { Running } from './running.ts';
import { openState, writeState } from './state-file.ts';
import { explainListening, UsageError } from './usage-error.ts';
import { welcome } from './welcome.ts';

/** Runs the command until the process is told to stop. Exit codes: 0 stopped, 1 it could not run, 2 the command is wrong. */
export async function simulate(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<void> {
  try {
    const running = args[0] === 'listen' ? await listen(args.slice(1), env, console.log) : await runSimulators(args, console.log);
    if (!running) return;
    stopOnSignal(running);
    console.log(running.welcome);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exitCode = error.exitCode;
  }
}

async function runSimulators(args: readonly string[], print: (text: string) => void): Promise<Running | undefined> {
  const options = readSimulateOptions(args);
  if (options.help) {
    print(HELP);
    return undefined;
  }
  const saved = options.stateFile === undefined ? undefined : await openState(options.stateFile);
  const simulators = await build(options);
  let addresses: SimulatorAddresses;
  try {
    addresses = await simulators.start();
  } catch (error) {
    throw explainListening(error, `${SIMULATE_WITH}--whatsapp-port 5001 --pipedrive-port 5002 --control-port 5000`);
  }
  const { stateFile } = options;
  if (stateFile !== undefined && saved !== undefined) {
    try {
      await simulators.restore(saved as Parameters<Simulators['restore']>[0]);
      insist(simulators, options);
    } catch (error) {
      await simulators.stop();
      throw new UsageError(`--state ${stateFile} cannot be restored: ${(error as Error).message} Delete it, or name another file.`, 1);
    }
  }
  return {
    welcome: options.json ? asJson(simulators, addresses) : welcome(simulators, addresses),
    async stop() {
      if (stateFile !== undefined) await writeState(stateFile, simulators.snapshot());
      await simulators.stop();
    },
  };
}

async function build(options: SimulateOptions): Promise<Simulators> {
  const [{ createSimulators, createSimulatorClock }, endpoints] = await Promise.all([
    import('../../../mocks/simulators.ts'),
    options.manifestUrl === undefined ? undefined : readEndpoints(options.manifestUrl),
  ]);
  const { appSecret, verifyToken, clientId, clientSecret, whatsappAccessToken, pipedriveAccessToken, webhookUrl, providerUrl } = options;
  const settings = {
    appSecret,
    verifyToken,
    clientId,
    clientSecret,
    whatsappAccessToken,
    pipedriveAccessToken,
    webhookUrl,
    providerUrl,
    endpoints,
  };
  return createSimulators({
    ...given(settings),
    ports: options.ports,
    clock: createSimulatorClock({ running: !options.paused, startMs: options.startMs }),
    ...(options.limits ? {} : { whatsapp: { limits: false } }),
  });
}

/** What the command line says holds against what was saved. A token that stays the same is left alone: it may have been ended. */
function insist(simulators: Simulators, options: SimulateOptions): void {
  const { appSecret, verifyToken, clientId, clientSecret, webhookUrl, providerUrl, limits } = options;
  const known = simulators.credentials;
  const accessToken = options.whatsappAccessToken === known.whatsappAccessToken ? undefined : options.whatsappAccessToken;
  const pipedriveToken = options.pipedriveAccessToken === known.pipedriveAccessToken ? undefined : options.pipedriveAccessToken;
  simulators.configure({
    whatsapp: given({ appSecret, verifyToken, webhookUrl, accessToken, limits: limits ? undefined : false }),
    pipedrive: given({ clientId, clientSecret, providerUrl, accessToken: pipedriveToken }),
  });
}

const given = <T extends object>(values: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };

const asJson = ({ credentials, phoneNumbers }: Simulators, addresses: SimulatorAddresses): string =>
  JSON.stringify({ ...addresses, ...credentials, phoneNumbers });

function stopOnSignal(running: Running): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error('The stop failed:', error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
}
