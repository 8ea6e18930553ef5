import type { Passage } from '../../store/passage.ts';
import type { Hop } from '../trace.ts';
import { attemptHops } from './attempt-hops.ts';
import { nextHop, waitingHops } from './open-hops.ts';
import { counted, type Telling, whyOf } from './words.ts';

/** Every hop of a message in the order of time; what has no time stands where it belongs, what is to come stands last. */
export function hopsOf(passage: Passage, telling: Telling): Hop[] {
  const happened = [
    ...beginningOf(passage),
    ...attemptHops(passage, telling),
    ...statusHops(passage, telling),
    ...letterHops(passage, telling),
  ];
  const timed = happened.map((hop, index) => ({ hop, index, order: orderOf(hop, passage) }));
  timed.sort((a, b) => a.order - b.order || a.index - b.index);
  return [...timed.map(({ hop }) => hop), ...fileHops(passage), ...waitingHops(passage, telling), nextHop(passage)];
}

/** WhatsApp tells whole seconds, so that a status seems to be older than what it followed in the same second; it is not younger than its arrival. */
function orderOf({ kind, at, details }: Hop, { statuses }: Passage): number {
  if (kind !== 'status' || at === null) return at ?? 0;
  const told = statuses.find((one) => one.at === at && one.status === details['status']);
  return Math.min(at + 999, Math.max(at, told?.receivedAt ?? at));
}

function beginningOf({ boundFor, message, deliveryId, receivedAt }: Passage): Hop[] {
  if (boundFor === 'whatsapp') {
    return [
      { kind: 'written', at: message.createdAt, text: 'a salesperson wrote it in Pipedrive', details: { type: message.type } },
      { kind: 'stored', at: message.createdAt, text: 'stored with everything it needs, before Pipedrive got an answer', details: {} },
    ];
  }
  const author =
    message.direction === 'inbound'
      ? 'the customer wrote it'
      : 'the business wrote it outside of Pipedrive, on its phone or with another tool';
  const written: Hop = { kind: 'written', at: message.createdAt, text: author, details: { type: message.type } };
  if (deliveryId === null) return [written];
  const details = { deliveryId };
  if (receivedAt === null) {
    const text = `WhatsApp delivered it (delivery ${deliveryId}, whose bytes are past their time)`;
    return [written, { kind: 'received', at: message.createdAt, text, details }];
  }
  return [
    written,
    { kind: 'received', at: receivedAt, text: `WhatsApp delivered it (delivery ${deliveryId})`, details },
    {
      kind: 'stored',
      at: receivedAt,
      text: 'stored with the rest of that delivery in one transaction, before WhatsApp got an answer',
      details: {},
    },
  ];
}

const STATUS_WORDS: Readonly<Record<string, string>> = {
  sent: 'WhatsApp sent it on',
  delivered: "it reached the customer's phone",
  read: 'the customer read it',
  played: 'the customer played it',
  deleted: 'it was deleted',
};

function statusHops({ statuses, sends }: Passage, telling: Telling): Hop[] {
  return statuses.map(({ wamid, status, at, failure }) => {
    const part = sends.find((send) => send.wamid === wamid)?.part;
    const which = sends.length > 1 && part !== undefined ? ` (part ${part + 1} of ${sends.length})` : '';
    const text = failure
      ? `WhatsApp could not deliver it: ${whyOf(failure, telling)}`
      : (STATUS_WORDS[status] ?? `WhatsApp says: ${status}`);
    return { kind: 'status', at, text: text + which, details: { status, ...(failure ? { code: failure.code } : {}) } };
  });
}

function letterHops({ deadLetters }: Passage, telling: Telling): Hop[] {
  return deadLetters.map(({ destination, at, attempts, code, reason }) => ({
    kind: 'dead-letter',
    at,
    text: `given up after ${counted(attempts, 'attempt')}, and kept among the dead letters: ${whyOf({ code, reason }, telling)}`,
    details: { destination, code, attempts },
  }));
}

function fileHops({ files, message }: Passage): Hop[] {
  const kept: Hop[] =
    message.attachmentCount === 0
      ? []
      : [
          {
            kind: 'file',
            at: null,
            text: `${counted(message.attachmentCount, 'file')} of it kept here`,
            details: { files: message.attachmentCount },
          },
        ];
  const open = files.map(({ kind, attempts, dueAt, lostAt }): Hop => {
    const tried = attempts === 0 ? '' : `, ${counted(attempts, 'attempt')} failed so far`;
    return {
      kind: 'file',
      at: null,
      text: `its ${kind} is still to be fetched from WhatsApp${tried}`,
      details: { kind, attempts, dueAt, lostAt },
    };
  });
  return [...kept, ...open];
}
