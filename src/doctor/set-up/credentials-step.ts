import type { Config } from '../../config.ts';
import type { SetUpValue, StepState } from '../../domain/set-up.ts';
import type { SetUpFacts } from './facts.ts';
import { done, fault, isRefused, todo } from './step-state.ts';
import { tokenHold } from './whatsapp-steps.ts';

/** The settings that hold what the two vendors gave, and whether each is there. Never a value of theirs. */
export const credentialValues = ({ pipedrive, whatsapp, encryptionKeys, consoleToken, mode }: Config): SetUpValue[] =>
  Object.entries({
    PIPEDRIVE_CLIENT_ID: pipedrive.clientId !== '',
    PIPEDRIVE_CLIENT_SECRET: pipedrive.clientSecret !== '',
    WHATSAPP_APP_SECRET: whatsapp.appSecrets.length > 0,
    WHATSAPP_VERIFY_TOKEN: whatsapp.verifyToken !== '',
    WHATSAPP_ACCESS_TOKEN: whatsapp.accessToken !== '',
    WHATSAPP_PHONE_NUMBER_ID: whatsapp.phoneNumberId !== '',
    WHATSAPP_BUSINESS_ACCOUNT_ID: whatsapp.businessAccountId !== '',
    ENCRYPTION_KEY: encryptionKeys.length > 0,
    ...(mode === 'live' ? { CONSOLE_TOKEN: consoleToken !== undefined } : {}),
  }).map(([label, isSet]) => ({ label, value: null, isSet }));

export function credentials(facts: SetUpFacts): StepState {
  const { config, calls } = facts;
  const missing = credentialValues(config).filter(({ isSet }) => !isSet);
  if (missing.length > 0) return todo(`${missing.length} are missing.`, 'Set them in the environment or in .env, and start again.');
  const hold = tokenHold(facts);
  if (hold) return fault('token-refused', `WhatsApp refuses the access token: ${hold.reason}.`);
  if (isRefused(calls.pipedrive))
    return fault('client-refused', 'Pipedrive called with another client id and secret.', calls.pipedrive.refusedAt);
  return done(config.mode === 'sandbox' ? 'All are set; the sandbox made them itself.' : 'All are set.');
}
