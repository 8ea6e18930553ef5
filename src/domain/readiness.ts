import type { Channel, Company, Hold, Installation, InstallationState } from '../store/records.ts';
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
  installUrl,
  needsCompany,
}: {
  store: Store;
  now: number;
  draining: boolean;
  /** Where a user installs the app. */
  installUrl: string;
  /** Whether anything is to be delivered to Pipedrive. */
  needsCompany: boolean;
}): Promise<ReadinessCheck[]> {
  if (draining) return [{ name: 'process', status: 'failed', detail: 'draining before shutdown' }];
  try {
    await store.ping();
    const [backlog, allHolds, troubles, channels, companies, installations] = await Promise.all([
      store.backlog(),
      store.holds(now),
      store.troubles(),
      store.channels(),
      store.companies(),
      store.installations(),
    ]);
    const paused = new Set(channels.filter(({ state }) => state === 'disabled').map(({ id }) => id));
    // A pause is what the operator wants.
    const holds = allHolds.filter(({ channelId }) => !paused.has(channelId));
    const inbox = needsCompany ? inboxTroubles(companies, channels, now) : [];
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
      describeInstallations(countInstallations(installations), installUrl, needsCompany),
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

/** What keeps messages from the inboxes, in numbers only, as below. */
function inboxTroubles(companies: readonly Company[], channels: readonly Channel[], now: number): string[] {
  const gone = companies.filter(({ channelsApi }) => channelsApi === 'gone');
  const last = gone.toSorted((one, other) => (other.channelsApiAt ?? 0) - (one.channelsApiAt ?? 0))[0];
  const usedUp = companies.flatMap(({ usedUpUntil }) => (usedUpUntil !== null && usedUpUntil > now ? [usedUpUntil] : []));
  const out = channels.filter(({ state, registration }) => state === 'active' && ['refused', 'pending'].includes(registration.state));
  const why = Map.groupBy(out, ({ registration: { state, note } }) => (note === null ? state : `${state}: ${note}`));
  return [
    ...(last
      ? [
          `Pipedrive does not offer its Channels API (${last.channelsApiCode}, asked at ${instant(last.channelsApiAt)}) to ${counted(gone.length, 'company', 'companies')}; messages are kept and served, and wait for it`,
        ]
      : []),
    ...(usedUp.length > 0
      ? [
          `the daily budget of Pipedrive calls of ${counted(usedUp.length, 'company', 'companies')} is used up until ${instant(Math.max(...usedUp))}`,
        ]
      : []),
    ...[...why].map(([reason, { length }]) => `channels that are not registered with Pipedrive: ${length} ${reason}`),
    ...(gone.length + usedUp.length + out.length > 0 ? ['GET /console/budgets and GET /console/channels name them'] : []),
  ];
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
const instant = (time: number | null): string => (time === null ? 'an unknown time' : new Date(time).toISOString());

export function countInstallations(installations: readonly Installation[]): Record<InstallationState, number> {
  const counts = { active: 0, paused: 0, uninstalled: 0 };
  for (const { state } of installations) counts[state] += 1;
  return counts;
}

/** In numbers only: everybody may read this, and who the companies are is for the console. */
function describeInstallations(
  { active, paused, uninstalled }: Record<InstallationState, number>,
  installUrl: string,
  needsCompany: boolean,
): ReadinessCheck {
  const detail = [`${active} active`, ...(uninstalled > 0 ? [`${uninstalled} uninstalled`] : [])];
  if (paused > 0) {
    detail.push(
      `${paused} paused, because Pipedrive refuses the tokens: GET /console/installations names the user, who has to open ${installUrl} and allow the app again`,
    );
  } else if (active === 0 && needsCompany)
    detail.push(`messages are kept until an administrator of a Pipedrive company opens ${installUrl} and allows the app`);
  return { name: 'installations', status: paused > 0 || (active === 0 && needsCompany) ? 'attention' : 'ok', detail: detail.join('; ') };
}

/** A pace that WhatsApp asks for passes within minutes by itself. */
const needsPerson = ({ destination, code }: Hold): boolean => destination !== 'whatsapp' || errorRuleOf(code)?.class !== 'pause-number';

const describeHold = ({ channelId, destination, reason, code, until }: Hold): string =>
  `channel ${channelId.slice(0, 8)}… held towards ${destination}: ${reason}${code > 0 ? ` (${code})` : ''}, next try ${new Date(until).toISOString()}`;
