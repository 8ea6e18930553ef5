import type { Channel } from '../store/records.ts';
import type { Awaitable, StoreTransaction } from '../store/store.ts';
import type { Intake } from './intake.ts';

/** Two clocks are compared, ours and WhatsApp's. */
const CLOCKS_DIFFER_MS = 60_000;

/**
 * Whether what happened then is from before the channel got its phone number, and another company had that number: it is not for the new one's eyes. Costs nothing for what is newer than
 * the channel.
 */
const isOfAnotherCompany = (tx: StoreTransaction, channel: Channel, at: number): Awaitable<boolean> =>
  at < channel.createdAt && hadAnotherCompany(tx, channel);

async function hadAnotherCompany(tx: StoreTransaction, channel: Channel): Promise<boolean> {
  const companyOf = async ({ id }: Channel) => (await tx.installationOf(id))?.companyId;
  const company = await companyOf(channel);
  for (const owner of await tx.channelsOfPhoneNumberId(channel.phoneNumberId)) {
    const other = owner.id === channel.id ? undefined : await companyOf(owner);
    if (other !== undefined && other !== company) return true;
  }
  return false;
}

/** The same for what is taken in again, by when its delivery came; nobody's number belongs to nobody else. */
export async function cameToAnotherCompany(intake: Intake, phoneNumberId: string | null): Promise<boolean> {
  const channel = phoneNumberId === null ? undefined : await intake.tx.channelByPhoneNumberId(phoneNumberId);
  return channel !== undefined && isOfAnotherCompany(intake.tx, channel, intake.now);
}

/** The same by WhatsApp's time of a message: a webhook may come days late. */
export const wasWrittenToAnotherCompany = (tx: StoreTransaction, channel: Channel, writtenAt: number): Awaitable<boolean> =>
  isOfAnotherCompany(tx, channel, writtenAt + CLOCKS_DIFFER_MS);
