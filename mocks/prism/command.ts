import { parseArgs } from 'node:util';
import { type MockName, mockNames } from './documents.ts';
import type { Front } from './front.ts';
import { startMock, UnknownScenario } from './mock-server.ts';
import { PrismMissing } from './prism-server.ts';
import { startProxy } from './proxy-server.ts';
import { listScenarios, readScenarios } from './scenarios.ts';

const HELP = `Prism on this project's documents: a mock that answers with the documents' examples, or a proxy that checks real traffic against them.

  npm run mock:pipedrive | mock:whatsapp | mock:provider     -- [--port 4101|4102|4103] [--host 127.0.0.1] [--scenario ok] [--list]
  npm run proxy:pipedrive | proxy:whatsapp | proxy:provider  -- --upstream URL [--port 4201|4202|4203] [--host 127.0.0.1] [--errors]

  --scenario  the answers of requests that name no scenario themselves (header X-Scenario)
  --list      the scenarios there are
  --upstream  the service behind the proxy: a real one, a simulator, a mock
  --errors    answer with an error instead of passing a violation on
  --help      this text

mocks/README.md has the guide.`;

const PORTS: Readonly<Record<'mock' | 'proxy', Readonly<Record<MockName, number>>>> = {
  mock: { pipedrive: 4101, whatsapp: 4102, provider: 4103 },
  proxy: { pipedrive: 4201, whatsapp: 4202, provider: 4203 },
};

/** What a client of each document sends along; Prism asks for the presence of credentials, not for the right ones. */
const FIRST_CALL: Readonly<Record<MockName, string>> = {
  pipedrive: "-H 'Authorization: Bearer any' URL/v1/users/me",
  whatsapp: "-H 'Authorization: Bearer any' URL/v26.0/2914523482062113",
  provider: '-u any:thing URL/api/channels/ch_5mTqv0c2Zq1W8yKpR3xNdA/conversations',
};

/** The command itself is wrong. */
class UsageError extends Error {}

export interface RunningMock {
  /** 0 while it runs or when it only had to print something, 1 when it could not start, 2 when the command is wrong. */
  exitCode: number;
  stop(): Promise<void>;
}

/** Runs `mock <name> …` or `proxy <name> …`, and returns once it listens or has said why it does not. */
export async function mock(args: string[], print: (text: string) => void, complain: (text: string) => void): Promise<RunningMock> {
  try {
    const front = await run(args, print);
    return { exitCode: 0, stop: async () => front?.close() };
  } catch (error) {
    const exitCode = error instanceof UsageError || error instanceof UnknownScenario ? 2 : 1;
    complain(messageOf(error));
    return { exitCode, stop: async () => {} };
  }
}

async function run(args: string[], print: (text: string) => void): Promise<Front | undefined> {
  const { kind, name, values } = readCommand(args);
  if (values.help) {
    print(HELP);
    return undefined;
  }
  const port = readPort(values.port) ?? PORTS[kind][name];
  const at = { port, ...(values.host === undefined ? {} : { host: values.host }) };
  if (kind === 'proxy') {
    const upstream = readUpstream(values.upstream);
    const front = await startProxy(name, { ...at, upstream, errors: values.errors === true, onViolation: print });
    print(
      `Prism checks everything between ${front.url} and ${upstream} against the ${name} document. Violations are printed here${values.errors ? ', and refused' : ''}.`,
    );
    return front;
  }
  const scenarios = readScenarios(name);
  if (values.list) {
    print(listScenarios(scenarios));
    return undefined;
  }
  const { scenario = 'ok' } = values;
  const front = await startMock(name, { ...at, scenario });
  print(
    [
      `Prism mocks the ${name} document at ${front.url}, scenario ${scenario}.`,
      `  curl -i ${FIRST_CALL[name].replace('URL', front.url)}`,
      `Any request may choose another with the header X-Scenario: ${Object.keys(scenarios).join(', ')}.`,
    ].join('\n'),
  );
  return front;
}

function readCommand(args: string[]) {
  const [kind, name, ...rest] = args;
  if ((kind !== 'mock' && kind !== 'proxy') || !mockNames.some((known) => known === name)) throw new UsageError(HELP);
  const shared = { port: { type: 'string' }, host: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
  try {
    const { values } = parseArgs({
      args: rest,
      options: {
        ...shared,
        ...(kind === 'mock'
          ? { scenario: { type: 'string' }, list: { type: 'boolean' } }
          : { upstream: { type: 'string' }, errors: { type: 'boolean' } }),
      },
    });
    return { kind, name: name as MockName, values: values as Values } as const;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nTry: npm run ${kind}:${name} -- --help`);
  }
}

type Values = Partial<Record<'port' | 'host' | 'scenario' | 'upstream', string> & Record<'help' | 'list' | 'errors', boolean>>;

function readPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new UsageError(`--port takes a number from 0 (any free one) to 65535, not ${text}.`);
  return port;
}

function readUpstream(text: string | undefined): string {
  if (text === undefined) throw new UsageError('A proxy stands in front of something: add --upstream http://….');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new UsageError(`--upstream takes an address that begins with http:// or https://, not ${text}.`);
  return text;
}

function messageOf(error: unknown): string {
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Choose another with --port, or --port 0 for any free one.`;
  if (error instanceof UsageError || error instanceof UnknownScenario || error instanceof PrismMissing) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
