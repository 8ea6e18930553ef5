import type { ObservedExchange } from '../../src/http/dispatch.ts';

type Observed = Pick<ObservedExchange, 'operationId' | 'requestBody' | 'files'> & Partial<Pick<ObservedExchange, 'rawBody'>>;

/** A word of a vendor's list; anything else in its place (a test's odd type, perhaps with personal text) is recorded as `other`. */
const WORD = /^[\w-]{1,40}$/;

/** Lists in a webhook that hold messages, wherever they stand (also in `standby` and `history`). */
const MESSAGE_LISTS: ReadonlySet<string> = new Set(['messages', 'message_echoes']);

/** Messages of the history stand five levels deep; what is nested deeper is somebody's trick. */
const DEEPEST = 8;

/**
 * What kinds of message an exchange carried, for the four operations that carry messages: `message/text`, `interactive/button_reply`,
 * `status/read`, `field/history`, `files/with` and the like. The same names as in universe.ts, which takes them from the documents.
 */
export function messageKinds(exchange: Observed): string[] {
  const kinds = new Set<string>();
  const add = (group: string, value: unknown) => kinds.add(`${group}/${typeof value === 'string' && WORD.test(value) ? value : 'other'}`);
  switch (exchange.operationId) {
    case 'receiveWebhook':
      walkDelivery(bodyOf(exchange), add);
      break;
    case 'receiveMessage':
      describeReceive(exchange.requestBody, add);
      break;
    case 'postMessage':
      // Without a decoded form nobody knows whether there were files.
      if (exchange.requestBody !== undefined) add('files', exchange.files.length > 0 ? 'with' : 'without');
      break;
    case 'sendMessage':
      describeSend(exchange.requestBody, add);
      break;
  }
  return [...kinds];
}

type Add = (group: string, value: unknown) => void;
type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The webhook's handler decodes its body itself, so the exchange has only its bytes. */
function bodyOf({ requestBody, rawBody }: Observed): unknown {
  if (requestBody !== undefined || !rawBody?.length) return requestBody;
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch {
    // Not JSON: such a delivery goes into quarantine as a whole and carries no message.
    return undefined;
  }
}

function walkDelivery(body: unknown, add: Add): void {
  for (const entry of listIn(isFields(body) ? body['entry'] : undefined)) {
    for (const change of listIn(isFields(entry) ? entry['changes'] : undefined)) {
      if (!isFields(change)) continue;
      add('field', change['field']);
      const value = change['value'];
      if (isFields(value) && value['errors'] && !value['messages'] && !value['statuses']) add('field', 'errors-only');
      walkValue(value, add);
    }
  }
}

function walkValue(value: unknown, add: Add, depth = 0): void {
  if (depth > DEEPEST) return;
  if (Array.isArray(value)) {
    for (const item of value) walkValue(item, add, depth + 1);
    return;
  }
  if (!isFields(value)) return;
  for (const [name, held] of Object.entries(value)) {
    if (MESSAGE_LISTS.has(name) && Array.isArray(held)) for (const message of held) describeInbound(message, add);
    else if (name === 'statuses') for (const status of listIn(held)) add('status', isFields(status) ? status['status'] : undefined);
    else walkValue(held, add, depth + 1);
  }
}

function describeInbound(message: unknown, add: Add): void {
  if (!isFields(message)) return;
  // An echo in `standby` wraps what was sent.
  const { type } = isFields(message['message']) ? message['message'] : message;
  add('message', type);
  for (const group of ['interactive', 'system'] as const) {
    const content = message[group];
    if (type === group && isFields(content)) add(group, content['type']);
  }
}

function describeReceive(body: unknown, add: Add): void {
  if (!isFields(body)) return;
  add('status', body['status']);
  add('files', listIn(body['attachments']).length > 0 ? 'with' : 'without');
}

function describeSend(body: unknown, add: Add): void {
  if (!isFields(body)) return;
  if (body['message_id'] !== undefined) {
    add('receipt', body['status']);
    if (isFields(body['typing_indicator'])) add('typing', body['typing_indicator']['type']);
    return;
  }
  add('message', body['type']);
  const interactive = body['interactive'];
  if (isFields(interactive)) add('interactive', interactive['type']);
}
