import type { Readable } from 'node:stream';
import type { ValidateFunction } from 'ajv';
import { Agent, request } from 'undici';
import { expect } from 'vitest';
import { contract } from '../../generated/console/index.ts';
import type { TestAnswer } from '../support/provider.ts';

export interface ReadEvent {
  id: string;
  name: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into data of every kind
  data: any;
}

export interface EventReader {
  /** Status and headers, without a body: that never ends. */
  answer: TestAnswer;
  events: ReadEvent[];
  comments: string[];
  /** Whether the other side ended the stream. */
  hasEnded(): boolean;
  close(): Promise<void>;
}

const isEvent = contract.validators.schema['ConsoleEvent'] as ValidateFunction;

/** Follows the server-sent events of a provider; each must be what the contract says. */
export async function followEvents(url: string, headers: Record<string, string> = {}): Promise<EventReader> {
  const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0 });
  const { statusCode: status, headers: answered, body } = await request(url, { headers, dispatcher: agent });
  const events: ReadEvent[] = [];
  const comments: string[] = [];
  let ended = false;
  const answer: TestAnswer = { status, headers: answered, text: '', json: undefined };
  if (status === 200) {
    readBlocks(body, (block) => {
      const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
      if (fields.has('')) comments.push(fields.get('') ?? '');
      if (!fields.has('data')) return;
      const data: unknown = JSON.parse(fields.get('data') ?? '');
      expect(isEvent(data), `${block}: ${JSON.stringify(isEvent.errors)}`).toBe(true);
      events.push({ id: fields.get('id') ?? '', name: fields.get('event') ?? '', data });
    });
    body.once('end', () => {
      ended = true;
    });
  } else {
    answer.text = await body.text();
    answer.json = JSON.parse(answer.text);
  }
  return { answer, events, comments, hasEnded: () => ended, close: () => agent.destroy() };
}

function readBlocks(body: Readable, onBlock: (block: string) => void): void {
  let rest = '';
  body.setEncoding('utf8');
  body.on('error', () => {});
  body.on('data', (chunk: string) => {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) onBlock(block);
  });
}
