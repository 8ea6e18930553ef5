import type { Passage, PendingJob } from '../../store/passage.ts';
import { visibleStatus } from '../../store/status-lattice.ts';
import type { Hop } from '../trace.ts';
import { counted, lasting, NAMES, type Telling, whyOf } from './words.ts';

/** What is not done, since when, and what it waits for. */
export function waitingHops(passage: Passage, telling: Telling): Hop[] {
  return passage.jobs.map((job) => {
    const { destination, createdAt } = job;
    const what = destination === passage.boundFor && passage.course === 'waiting' ? 'it waits' : 'news of it wait';
    const since = lasting(Math.max(0, telling.now - createdAt));
    return {
      kind: 'waiting',
      at: createdAt,
      text: `${what} for ${NAMES[destination]} since ${since}: ${reasonOf(passage, job, telling)}`,
      details: { destination, ahead: job.ahead, isUnderWay: job.isUnderWay, ...(job.readyAt === null ? {} : { readyAt: job.readyAt }) },
    };
  });
}

function reasonOf({ holds }: Passage, { destination, ahead, isUnderWay, readyAt }: PendingJob, telling: Telling): string {
  const { now } = telling;
  const hold = holds.find((one) => one.destination === destination && one.until > now);
  if (isUnderWay)
    return ahead === 0 ? 'an attempt is under way' : `${counted(ahead, 'message')} of the conversation before it, one of them under way`;
  if (hold) return `the whole channel is held for another ${lasting(hold.until - now)}, because ${whyOf(hold, telling)}`;
  if (ahead > 0) return `${counted(ahead, 'message')} of the conversation ${ahead === 1 ? 'goes' : 'go'} first`;
  if (readyAt !== null && readyAt > now) return `the next attempt is due in ${lasting(readyAt - now)}`;
  return 'it is next';
}

/** What happens now, or that nothing will. */
export function nextHop(passage: Passage): Hop {
  return { kind: 'next', at: null, text: nextWords(passage), details: { course: passage.course } };
}

function nextWords({ course, boundFor, jobs, files, deadLetters, message }: Passage): string {
  const name = NAMES[boundFor];
  switch (course) {
    case 'kept':
      return 'nothing: nobody announces it to Pipedrive (history from before the connection, or PIPEDRIVE_CHANNELS is off). The inbox finds it when it reads the conversation.';
    case 'waiting':
      return `it goes to ${name} as soon as what it waits for is over; nothing has to be done for that.`;
    case 'unknown':
      return 'a status from WhatsApp settles it, if one comes. It is not sent again by itself.';
    case 'refused':
      return deadLetters.length > 0
        ? 'nothing by itself: replay the dead letter once the reason is gone.'
        : 'nothing: it was refused, and the inbox shows it as failed. Write it anew once the reason is gone.';
    case 'delivered':
      return deliveredWords({ boundFor, jobs, files, message });
  }
}

function deliveredWords({ boundFor, jobs, files, message }: Pick<Passage, 'boundFor' | 'jobs' | 'files' | 'message'>): string {
  if (files.length > 0) return 'Pipedrive hears of its file once it was fetched.';
  if (jobs.length > 0) return 'Pipedrive hears of the news as soon as what they wait for is over.';
  if (boundFor === 'crm') return 'nothing more: it is in the inbox.';
  const status = visibleStatus(message);
  if (status === 'read') return 'nothing more: the customer read it.';
  return status === 'delivered' ? 'WhatsApp tells when the customer reads it.' : "WhatsApp tells when it reaches the customer's phone.";
}
