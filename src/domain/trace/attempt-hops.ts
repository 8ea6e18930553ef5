import type { Passage } from '../../store/passage.ts';
import type { Attempt, Destination } from '../../store/records.ts';
import type { Hop } from '../trace.ts';
import { counted, lasting, NAMES, ordinal, type Telling, whyOf } from './words.ts';

/** What was tried, each attempt or row of attempts that failed alike. */
export function attemptHops(passage: Passage, telling: Telling): Hop[] {
  const tried: Record<Destination, number> = { crm: 0, whatsapp: 0 };
  const arrived: Record<Destination, boolean> = { crm: false, whatsapp: false };
  return passage.attempts.map((attempt) => {
    const { destination, firstAt, at, times, durationMs, verdict, code } = attempt;
    // A step that was done, as the upload of a file, is no attempt in vain.
    tried[destination] += verdict === 'more' ? 0 : times;
    const nth = tried[destination];
    const text = wordsOf(attempt, { nth, isUpdate: arrived[destination] || destination !== passage.boundFor, passage, telling });
    if (attempt.end === 'done' || attempt.end === 'buried' || attempt.end === 'given-up') tried[destination] = 0;
    if (attempt.end === 'done') arrived[destination] = true;
    const details = { destination, verdict, end: attempt.end, attempt: nth, times, durationMs, ...(code === null ? {} : { code }) };
    return { kind: 'attempt', at: times > 1 ? at : firstAt, text, details };
  });
}

interface Situation {
  /** Of those since the job was last done. */
  nth: number;
  /** The message was there already, and this is about news of it. */
  isUpdate: boolean;
  passage: Passage;
  telling: Telling;
}

function wordsOf(attempt: Attempt, { nth, isUpdate, passage, telling }: Situation): string {
  const { destination, verdict, end, times, durationMs } = attempt;
  const name = NAMES[destination];
  if (end === 'lost') return `an attempt towards ${name} came back after its claim had run out, and does not count`;
  if (end === 'done' && verdict === 'unknown')
    return `${name} did not answer: nobody knows whether it took the message. It is not sent again, so that the customer never gets it twice`;
  if (end === 'done') return doneWords(attempt, { nth, isUpdate, passage, telling });
  if (verdict === 'more') return `a step towards ${name} is done (${durationMs} ms)`;
  const why = whyOf({ code: attempt.code ?? 0, reason: attempt.reason ?? 'it gave no reason' }, telling);
  if (end === 'given-up' || end === 'buried') return `${name} did not take it at the ${ordinal(nth)} attempt, which was the last: ${why}`;
  const often = times === 1 ? '' : `, ${counted(times, 'time')} within ${lasting(attempt.at - attempt.firstAt)}`;
  return verdict === 'pause-channel'
    ? `${name} is asked nothing for a while${often}: ${why}`
    : `${name} did not take ${isUpdate ? 'the news' : 'it'}${often}: ${why}`;
}

function doneWords({ destination, firstAt, durationMs }: Attempt, { nth, isUpdate, passage }: Situation): string {
  const name = NAMES[destination];
  const which = nth === 1 ? '' : ` at the ${ordinal(nth)} attempt`;
  if (isUpdate) return `${name} took news of it: how far it got, or its file${which} (${durationMs} ms)`;
  const storedAt = passage.receivedAt ?? passage.message.createdAt;
  const after = firstAt - storedAt + durationMs;
  if (destination === 'crm') return `Pipedrive took it${which}, ${lasting(Math.max(after, 0))} after it was stored (${durationMs} ms)`;
  const parts = passage.sends.length > 1 ? `, as ${counted(passage.sends.length, 'message')}` : '';
  return `sent to WhatsApp and accepted there${parts}${which} (${durationMs} ms)`;
}
