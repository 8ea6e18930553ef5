import type { PlaygroundAnswer, PlaygroundConversation } from '../../domain/playground.ts';
import { deliver, readListed, readOwnBody } from './deliver.ts';
import { HELP, USUAL_PHONE } from './help.ts';
import { type Options, readCommand } from './read-command.ts';
import { renderConversation } from './render-conversation.ts';
import { renderList } from './render-list.ts';
import { renderTemplates, sendReply } from './reply.ts';
import { callPlayground, wordsOf } from './sandbox-client.ts';
import { letTimePass, setFault } from './steer.ts';
import { TriggerError } from './trigger-error.ts';
import { wrap } from './wrap.ts';

/** Commands that need the simulators of a sandbox; --webhook plays WhatsApp alone. */
const NEED_SANDBOX = new Set(['show', 'reply', 'templates', 'wait', 'fault']);

async function run(args: readonly string[]): Promise<string> {
  const { name, subject, options, help } = readCommand(args);
  if (help || name === undefined) return HELP;
  if (name === 'list') return renderList();
  const phone = phoneOf(options);
  if (options.webhook !== undefined && NEED_SANDBOX.has(name))
    throw new TriggerError(`--webhook plays WhatsApp only; ${name} needs the sandbox.`, 2);
  switch (name) {
    case 'show': {
      const conversation = await callPlayground<PlaygroundConversation>(options, `/playground/conversations/${phone}`);
      return renderConversation(conversation, { withLinks: options.links === true });
    }
    case 'reply':
      return report(await sendReply(options, phone), 'The provider took the reply');
    case 'templates':
      return renderTemplates(options);
    case 'wait':
      return letTimePass(options, subject);
    case 'fault':
      return setFault(options, subject);
    case 'send':
      return report(await deliver(await readOwnBody(subject), options, phone), `WhatsApp delivered ${subject}`);
    default:
      return report(await deliver(await readListed(name), options, phone), `WhatsApp delivered ${name} from ${phone}`);
  }
}

function phoneOf({ from, to, phone }: Options): string {
  const given = (from ?? to ?? phone ?? USUAL_PHONE).replace(/^\+/, '');
  if (!/^\d{5,20}$/.test(given)) throw new TriggerError(`A phone number has 5 to 20 digits and nothing else; ${given} has not.`, 2);
  return given;
}

function report({ status, body }: PlaygroundAnswer, success: string): string {
  if (status === 200) return `${success}. Answer: ${status} ${body}`;
  throw new TriggerError(
    `The provider answered ${status || 'nothing'}:\n${wrap(wordsOf(body), 98)
      .map((line) => `  ${line}`)
      .join('\n')}`,
  );
}

/** Runs the command and returns the exit code: 0 done, 1 the provider or the sandbox said no, 2 the command is wrong. */
export async function trigger(args: readonly string[], print: (text: string) => void, complain: (text: string) => void): Promise<number> {
  try {
    print(await run(args));
    return 0;
  } catch (error) {
    if (!(error instanceof TriggerError)) throw error;
    complain(error.message);
    return error.exitCode;
  }
}
