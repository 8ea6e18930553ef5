import type { StepState } from '../../domain/set-up.ts';
import { adviceOn } from '../../whatsapp-errors/failure-note.ts';
import type { SetUpFacts } from './facts.ts';
import { TOKEN_REFUSED } from './pipedrive-steps.ts';
import { done, fault, isRefused, todo, unknown, wrong } from './step-state.ts';

export function address({ config, calls, milestones }: SetUpFacts): StepState {
  if (config.mode === 'sandbox') return done('The simulators reach it on this machine.');
  if (!config.publicUrl.startsWith('https:')) return fault('public-url-not-https', `PUBLIC_URL is ${config.publicUrl}.`);
  const reached = Math.max(...Object.values(calls).map(({ acceptedAt, refusedAt }) => Math.max(acceptedAt ?? 0, refusedAt ?? 0)));
  if (reached > 0) return done('Meta or Pipedrive reached it.', reached);
  if (milestones.received) return done('Messages came through it.');
  return unknown('Nobody has called it since the start.', 'Run the doctor: it looks from outside.');
}

export function whatsapp({ config, calls: { handshake, delivery }, milestones }: SetUpFacts): StepState {
  if (isRefused(delivery)) return fault('signature-differs', 'A delivery was signed with another app secret.', delivery.refusedAt);
  if (isRefused(handshake)) return fault('verify-token-differs', 'A handshake brought another verify token.', handshake.refusedAt);
  if (milestones.strangeNumberId !== null && !milestones.received)
    return wrong(
      `Messages came for the phone number id ${milestones.strangeNumberId}, which no channel has.`,
      'Create a channel with that id, or correct WHATSAPP_PHONE_NUMBER_ID; then take them in from the quarantine.',
    );
  if (delivery.acceptedAt !== null) return done('WhatsApp delivers, with the right signature.', delivery.acceptedAt);
  if (milestones.received) return done('WhatsApp delivered messages.');
  if (handshake.acceptedAt !== null)
    return todo(
      'The handshake succeeded; nothing was delivered yet.',
      'Subscribe the fields, and subscribe the app to the business account.',
    );
  if (config.mode === 'sandbox')
    return todo(
      'The simulated WhatsApp knows the address already, and has not called yet.',
      'Write as a customer, on the phone under Talk.',
    );
  return todo(
    'WhatsApp has not called yet.',
    'In the Meta app, under WhatsApp, Configuration: enter the callback URL and the verify token, then subscribe the fields.',
  );
}

export function firstMessage({ config, milestones, holds }: SetUpFacts): StepState {
  if (!milestones.received)
    return todo(
      'No customer has written yet.',
      config.mode === 'sandbox' ? 'Write as a customer, on the phone under Talk.' : 'Write to the business number from another phone.',
    );
  const hold = holds.find(({ destination }) => destination === 'crm');
  if (hold) return wrong(`It was received, and waits on its way to the inbox: ${hold.reason}.`, 'It goes on by itself once that is over.');
  return done('A customer wrote, and the message is in the store.', milestones.receivedAt);
}

export function firstAnswer({ config, milestones }: SetUpFacts): StepState {
  if (milestones.answered) return done('WhatsApp took an answer.');
  if (milestones.failure) return wrong('WhatsApp did not take the answer.', adviceOn(milestones.failure));
  return todo(
    'Nobody has answered yet.',
    config.mode === 'sandbox' ? 'Answer in the inbox under Talk.' : "Answer in Pipedrive's messaging inbox.",
  );
}

/** A hold on sending that only another token ends. */
export const tokenHold = ({ holds }: SetUpFacts) =>
  holds.find(({ destination, code }) => destination === 'whatsapp' && code === TOKEN_REFUSED);
