import type { StepState } from '../../domain/set-up.ts';
import type { SetUpFacts } from './facts.ts';
import { done, fault, isRefused, todo, unknown, wrong } from './step-state.ts';

const SCOPE = 'messengers-integration';

export function pipedriveApp({ installations, calls, milestones }: SetUpFacts): StepState {
  const unscoped = installations.find(({ state, scopes }) => state === 'active' && !scopes.includes(SCOPE));
  if (unscoped) return fault('scope-missing', `${unscoped.companyName} granted ${unscoped.scopes.join(', ') || 'no scope'}.`);
  if (calls.pipedrive.acceptedAt !== null && !isRefused(calls.pipedrive))
    return done('Pipedrive calls the addresses of the manifest.', calls.pipedrive.acceptedAt);
  if (milestones.answered) return done("Pipedrive brought a salesperson's message, so that it has the manifest.");
  if (installations.length > 0)
    return unknown(
      'The app was installed, so that its callback address and scopes are right. Pipedrive has not called yet.',
      'Upload the manifest, then open the inbox in Pipedrive.',
    );
  return todo(
    'Nobody has installed the app yet.',
    "Register an app in Pipedrive's Developer Hub: enter the callback URL, tick the scopes, upload the manifest.",
  );
}

export function connect({ config, installations, channels }: SetUpFacts): StepState {
  if (config.pipedrive.channels === 'off')
    return unknown(
      'PIPEDRIVE_CHANNELS is off: nothing is pushed into an inbox.',
      'Set PIPEDRIVE_CHANNELS to probe or on, and start again.',
    );
  const active = installations.filter(({ state }) => state === 'active');
  const [paused] = installations.filter(({ state }) => state === 'paused');
  if (active.length === 0 && paused)
    return fault('installation-paused', `${paused.companyName} is paused: ${paused.note ?? 'Pipedrive refused its tokens'}.`);
  if (active.length === 0)
    return todo('No company is connected.', 'Open the install address as an admin of the company, and allow the app.');
  const isInInbox = channels.some(({ registration }) => registration.state === 'registered');
  const names = active.map(({ companyName, userName }) => `${companyName} (${userName})`).join(', ');
  if (!isInInbox && !active.some(({ isAdmin }) => isAdmin))
    return fault('nobody-is-admin', `Connected: ${names}, nobody of them an admin.`);
  return done(`Connected: ${names}.`, Math.max(...active.map(({ installedAt }) => installedAt)) || null);
}

export function channel(facts: SetUpFacts): StepState {
  const { channels, holds, companies, installations } = facts;
  if (channels.length === 0) return todo('There is no channel.', 'Create one with the form.');
  const suspended = channels.find(({ state }) => state === 'suspended');
  if (suspended) return fault('number-blocked', `WhatsApp suspended the account of ${suspended.name}.`);
  const hold = holds.find(({ destination, code }) => destination === 'whatsapp' && code !== TOKEN_REFUSED);
  if (hold) return fault('number-blocked', `Nothing is sent at the moment: ${hold.reason} (${hold.code}).`);
  const registered = channels.filter(({ registration }) => registration.state === 'registered');
  if (registered.length > 0) {
    const names = registered.map(({ name }) => name).join(', ');
    return done(`In an inbox: ${names}.`, Math.max(...registered.map(({ registration }) => registration.at ?? 0)) || null);
  }
  return notInInbox(
    facts,
    companies.some(({ channelsApi }) => channelsApi === 'gone'),
    installations.length > 0,
  );
}

function notInInbox({ channels }: SetUpFacts, isGone: boolean, isInstalled: boolean): StepState {
  if (isGone)
    return wrong(
      'Pipedrive answered that it no longer offers the Channels API to this company.',
      'Messages are received, stored and served; nothing is pushed. Ask Pipedrive, or set PIPEDRIVE_CHANNELS to off.',
    );
  const refused = channels.find(({ registration }) => registration.state === 'refused');
  if (refused)
    return wrong(
      `Pipedrive refused ${refused.name}: ${refused.registration.note ?? 'it did not say why'}.`,
      'Put right what it says, then register the channel again.',
      refused.registration.at,
    );
  if (channels.some(({ registration }) => registration.state === 'pending'))
    return unknown('A channel is being registered.', 'Wait a moment; it is tried again by itself.');
  return todo(
    `${channels.map(({ name }) => name).join(', ')}: stored here, in no inbox.`,
    isInstalled ? 'Register it.' : 'Connect a company first, then register it.',
  );
}

/** WhatsApp's code for an access token that it does not take. */
export const TOKEN_REFUSED = 190;
