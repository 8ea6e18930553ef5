import type { Hold } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { errorRuleOf } from '../whatsapp-errors/whatsapp-errors.ts';

export interface ReadinessCheck {
  name: string;
  status: 'ok' | 'attention' | 'failed';
  detail: string;
}

/** What stands between this process and taking traffic (`failed`), and what a person should look at (`attention`). Never throws. */
export async function checkReadiness({
  store,
  now,
  draining,
}: {
  store: Store;
  now: number;
  draining: boolean;
}): Promise<ReadinessCheck[]> {
  if (draining) return [{ name: 'process', status: 'failed', detail: 'draining before shutdown' }];
  try {
    await store.ping();
    const [backlog, holds, troubles] = await Promise.all([store.backlog(), store.holds(now), store.troubles()]);
    const waiting = backlog.reduce((sum, { waiting: jobs }) => sum + jobs, 0);
    return [
      { name: 'store', status: 'ok', detail: 'written and committed' },
      {
        name: 'delivery',
        status: holds.some(needsPerson) ? 'attention' : 'ok',
        detail: [`${waiting} waiting`, ...holds.map(describeHold)].join('; '),
      },
      {
        name: 'balance',
        status: troubles.quarantined + troubles.deadLetters + troubles.unknownSends > 0 ? 'attention' : 'ok',
        detail: `${troubles.quarantined} in quarantine, ${troubles.deadLetters} dead letters, ${troubles.unknownSends} sends with unknown outcome`,
      },
    ];
  } catch (error) {
    return [{ name: 'store', status: 'failed', detail: `the store does not take writes: ${(error as Error).message}` }];
  }
}

/** A pace that WhatsApp asks for passes within minutes by itself. */
const needsPerson = ({ destination, code }: Hold): boolean => destination !== 'whatsapp' || errorRuleOf(code)?.class !== 'pause-number';

const describeHold = ({ channelId, destination, reason, code, until }: Hold): string =>
  `channel ${channelId.slice(0, 8)}… held towards ${destination}: ${reason}${code > 0 ? ` (${code})` : ''}, next try ${new Date(until).toISOString()}`;
