import type { Channel, Company, Hold } from '../store/records.ts';
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
    const [backlog, allHolds, troubles, channels, companies] = await Promise.all([
      store.backlog(),
      store.holds(now),
      store.troubles(),
      store.channels(),
      store.companies(),
    ]);
    const paused = new Set(channels.filter(({ state }) => state === 'disabled').map(({ id }) => id));
    // A pause is what the operator wants.
    const holds = allHolds.filter(({ channelId }) => !paused.has(channelId));
    const inbox = [...companies.flatMap((company) => companyTrouble(company, now)), ...channels.flatMap(registrationTrouble)];
    const waiting = backlog.reduce((sum, { waiting: jobs }) => sum + jobs, 0);
    return [
      { name: 'store', status: 'ok', detail: 'written and committed' },
      {
        name: 'delivery',
        status: holds.some(needsPerson) ? 'attention' : 'ok',
        detail: [`${waiting} waiting`, ...(paused.size > 0 ? [`${paused.size} channels paused`] : []), ...holds.map(describeHold)].join(
          '; ',
        ),
      },
      {
        name: 'inbox',
        status: inbox.length > 0 ? 'attention' : 'ok',
        detail: inbox.length > 0 ? inbox.join('; ') : 'nothing is known against it',
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

function companyTrouble({ companyId, channelsApi, channelsApiCode, channelsApiAt, usedUpUntil }: Company, now: number): string[] {
  const at = (time: number | null) => (time === null ? 'an unknown time' : new Date(time).toISOString());
  return [
    ...(channelsApi === 'gone'
      ? [
          `company ${companyId}: Pipedrive does not offer its Channels API (${channelsApiCode}, asked at ${at(channelsApiAt)}); messages are kept and served, and wait for it`,
        ]
      : []),
    ...(usedUpUntil !== null && usedUpUntil > now
      ? [`company ${companyId}: the daily budget of Pipedrive calls is used up until ${at(usedUpUntil)}`]
      : []),
  ];
}

function registrationTrouble({ id, state, registration }: Channel): string[] {
  if (state !== 'active' || (registration.state !== 'refused' && registration.state !== 'pending')) return [];
  const why = registration.note === null ? '' : `: ${registration.note}`;
  return [`channel ${id.slice(0, 8)}… is not registered with Pipedrive (${registration.state})${why}`];
}

/** A pace that WhatsApp asks for passes within minutes by itself. */
const needsPerson = ({ destination, code }: Hold): boolean => destination !== 'whatsapp' || errorRuleOf(code)?.class !== 'pause-number';

const describeHold = ({ channelId, destination, reason, code, until }: Hold): string =>
  `channel ${channelId.slice(0, 8)}… held towards ${destination}: ${reason}${code > 0 ? ` (${code})` : ''}, next try ${new Date(until).toISOString()}`;
