import type { components } from '../../generated/simulators/types.ts';

export type FaultChange = components['schemas']['FaultChange'];

interface Preset {
  description: string;
  faults: readonly FaultChange[];
}

/** Situations by the name under which developers look for them. */
export const faultPresets: Readonly<Record<string, Preset>> = {
  'window-closed': {
    description:
      'The next send is refused at once with 131047 (24-hour window closed). More often WhatsApp tells it late: window-closed-late.',
    faults: [{ side: 'whatsapp', kind: 'fail', operation: 'sendMessage', status: 400, code: 131047 }],
  },
  'window-closed-late': {
    description:
      'Every 24-hour window closes: sends are accepted and then fail with 131047 by a status webhook, to each person until that person writes again.',
    faults: [{ side: 'whatsapp', kind: 'expire', what: 'windows' }],
  },
  'pipedrive-rate-limited': {
    description: 'The next message that Pipedrive is to receive is answered with 429; Retry-After says two seconds.',
    faults: [{ side: 'pipedrive', kind: 'fail', operation: 'receiveMessage', status: 429, retryAfterSeconds: 2 }],
  },
  'media-link-expired': {
    description: 'The next download of a media file is answered with 404, as when its link is older than five minutes.',
    faults: [{ side: 'whatsapp', kind: 'fail', operation: 'downloadMedia', status: 404, code: 100 }],
  },
  'duplicate-webhook': {
    description: 'Every webhook of WhatsApp comes twice, until the fault is removed.',
    faults: [{ side: 'whatsapp', kind: 'duplicate' }],
  },
  'whatsapp-token-expired': {
    description: 'WhatsApp refuses the access token with 190, until PATCH /settings gives one again.',
    faults: [{ side: 'whatsapp', kind: 'expire', what: 'access-token' }],
  },
  'whatsapp-rate-limited': {
    description: 'The next send is refused with 130429 (too many messages).',
    faults: [{ side: 'whatsapp', kind: 'fail', operation: 'sendMessage', status: 400, code: 130429 }],
  },
  'whatsapp-down': {
    description: 'The next send is answered with 500 and code 131000.',
    faults: [{ side: 'whatsapp', kind: 'fail', operation: 'sendMessage', status: 500, code: 131000 }],
  },
  'whatsapp-slow': {
    description: 'The next send waits three seconds before anything is done with it.',
    faults: [{ side: 'whatsapp', kind: 'delay', operation: 'sendMessage', ms: 3000 }],
  },
  'webhooks-held': {
    description: 'WhatsApp holds its webhooks back until the fault is removed; then they come.',
    faults: [{ side: 'whatsapp', kind: 'hold' }],
  },
  'webhooks-out-of-order': {
    description: 'The next two webhooks of WhatsApp come in the opposite order.',
    faults: [{ side: 'whatsapp', kind: 'reorder', times: 2 }],
  },
  'answer-lost': {
    description: 'WhatsApp takes the next message and hangs up before it answers: nobody knows whether it was sent.',
    faults: [{ side: 'whatsapp', kind: 'drop', operation: 'sendMessage', afterHandling: true }],
  },
  'pipedrive-tokens-expired': {
    description: 'Every access token of Pipedrive is over at once; its refresh tokens still work.',
    faults: [{ side: 'pipedrive', kind: 'expire', what: 'access-tokens' }],
  },
  'app-uninstalled': {
    description: 'The user takes the app away: every token of Pipedrive is refused.',
    faults: [{ side: 'pipedrive', kind: 'revoke', what: 'installation' }],
  },
  'pipedrive-down': {
    description: 'The next message that Pipedrive is to receive is answered with 503.',
    faults: [{ side: 'pipedrive', kind: 'fail', operation: 'receiveMessage', status: 503 }],
  },
  'double-click': {
    description: 'The salesperson clicks twice: every postMessage is made twice at the same moment, until the fault is removed.',
    faults: [{ side: 'pipedrive', kind: 'duplicate' }],
  },
};
