import { type Failure, type StatusRank, statusRanks } from './records.ts';

/** How far something got, and whether it failed on the way. */
export interface Progress {
  rank: StatusRank;
  failure: Failure | null;
}

/** What the messaging inbox shows. */
export type VisibleStatus = 'sent' | 'delivered' | 'read' | 'failed';

const rankOf: Readonly<Record<string, StatusRank>> = statusRanks;

/**
 * Adds one reported status. Commutative and idempotent: statuses in any order and number end in the same state. Words we do not know change nothing.
 * WhatsApp skips statuses, repeats them and sends them out of order (reference: statuses webhook).
 */
export function mergeStatus(progress: Progress, event: { status: string; failure: Failure | null }): Progress {
  if (event.status === 'failed')
    return { ...progress, failure: progress.failure ?? event.failure ?? { code: 0, reason: 'WhatsApp gave no reason' } };
  const rank = rankOf[event.status] ?? statusRanks.none;
  return rank > progress.rank ? { ...progress, rank } : progress;
}

/** The progress of a message sent in several parts: as far as its slowest part; failed when one part failed for good. */
export function combineProgress(parts: readonly Progress[]): Progress {
  const rank = parts.reduce<StatusRank>((lowest, part) => (part.rank < lowest ? part.rank : lowest), statusRanks.played);
  const failed = parts.find((part) => part.failure !== null && part.rank < statusRanks.delivered);
  return { rank: parts.length === 0 ? statusRanks.none : rank, failure: failed?.failure ?? null };
}

/** A message that reached the phone did not fail, whatever another device reported (seen: `delivered` and 131026 for the same message). */
export function visibleStatus({ rank, failure }: Progress): VisibleStatus {
  if (rank >= statusRanks.read) return 'read';
  if (rank === statusRanks.delivered) return 'delivered';
  return failure ? 'failed' : 'sent';
}
