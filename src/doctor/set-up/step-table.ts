import type { SetUpStep, SetUpStepId, SetUpValue, StepState } from '../../domain/set-up.ts';
import type { CheckName } from '../../domain/set-up-report.ts';
import type { FaultName } from '../faults.ts';
import { credentials, credentialValues } from './credentials-step.ts';
import type { SetUpFacts } from './facts.ts';
import { channel, connect, pipedriveApp } from './pipedrive-steps.ts';
import { address, firstAnswer, firstMessage, whatsapp } from './whatsapp-steps.ts';

interface StepRow extends Pick<SetUpStep, 'title'> {
  judge(facts: SetUpFacts): StepState;
  values(facts: SetUpFacts): SetUpValue[];
  checks: readonly CheckName[];
  faults: readonly FaultName[];
}

const toCopy = (label: string, value: string): SetUpValue => ({ label, value, isSet: true });
const nothing = (): SetUpValue[] => [];
const FIELDS = 'messages, message_template_status_update, account_update, phone_number_quality_update';

/** The steps in the order in which they are taken. Each check and each fault of the doctor belongs to one of them. */
export const stepTable: Readonly<Record<SetUpStepId, StepRow>> = {
  address: {
    title: 'An address that both reach',
    judge: address,
    values: ({ config }) => [toCopy('PUBLIC_URL', config.publicUrl)],
    checks: ['public-url', 'head', 'clock'],
    faults: [
      'public-url-not-https',
      'public-url-unresolved',
      'public-url-unreachable',
      'public-url-certificate',
      'public-url-elsewhere',
      'head-refused',
      'clock-skewed',
    ],
  },
  'pipedrive-app': {
    title: 'The Pipedrive app',
    judge: pipedriveApp,
    values: ({ config: { publicUrl } }) => [
      toCopy('Callback URL', `${publicUrl}/auth/pipedrive/callback`),
      toCopy('OAuth scopes', 'base, messengers-integration'),
      toCopy('Manifest', `${publicUrl}/manifest.json`),
    ],
    checks: ['manifest'],
    faults: ['manifest-not-served', 'manifest-unreadable', 'manifest-differs', 'scope-missing'],
  },
  credentials: {
    title: 'Credentials',
    judge: credentials,
    values: ({ config }) => credentialValues(config),
    checks: [],
    faults: [
      'client-refused',
      'pipedrive-unreachable',
      'app-secret-wrong',
      'token-refused',
      'token-ends-soon',
      'sending-forbidden',
      'templates-forbidden',
      'whatsapp-unreachable',
    ],
  },
  connect: {
    title: 'Connect the company',
    judge: connect,
    values: ({ config }) => [toCopy('Install address', `${config.publicUrl}/auth/pipedrive`)],
    checks: ['pipedrive'],
    faults: ['not-installed', 'installation-paused', 'plan-ended', 'nobody-is-admin', 'connection-ages'],
  },
  channel: {
    title: 'A channel',
    judge: channel,
    values: nothing,
    checks: ['whatsapp'],
    faults: ['number-unknown', 'number-of-another-account', 'number-blocked', 'number-limited'],
  },
  whatsapp: {
    title: 'WhatsApp’s webhook',
    judge: whatsapp,
    values: ({ config }) => [
      toCopy('Callback URL', `${config.publicUrl}/webhooks/whatsapp`),
      // What opens the sandbox's webhook opens nothing else.
      {
        label: 'Verify token',
        value: config.mode === 'sandbox' ? config.whatsapp.verifyToken : null,
        isSet: config.whatsapp.verifyToken !== '',
      },
      toCopy('Webhook fields', FIELDS),
    ],
    checks: ['webhook'],
    faults: [
      'verify-token-differs',
      'webhook-blocked',
      'signature-differs',
      'signature-not-checked',
      'webhook-address-differs',
      'not-subscribed',
    ],
  },
  'first-message': {
    title: 'The first message',
    judge: firstMessage,
    values: ({ numbers }) => numbers.map(({ displayNumber }) => toCopy('Number to write to', displayNumber)),
    checks: [],
    faults: [],
  },
  'first-answer': { title: 'The first answer', judge: firstAnswer, values: nothing, checks: [], faults: [] },
};
