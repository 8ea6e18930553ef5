import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setTimeout as sleep } from 'node:timers/promises';
import { createMovableClock } from '../../../mocks/clock.ts';
import { createPipedriveSimulator, type PipedriveSimulator } from '../../../mocks/pipedrive/simulator.ts';
import { createWhatsAppSimulator, type WhatsAppSimulator } from '../../../mocks/whatsapp/simulator.ts';
import type { VerifyTarget } from '../../../src/cli/verify/target.ts';
import type { FaultName } from './fault-names.ts';
import { createFaultyProvider, type FaultyProvider } from './faulty-provider.ts';
import { type Layout, ownLayout } from './layout.ts';

export interface FaultyTarget {
  target: VerifyTarget;
  provider: FaultyProvider;
  whatsapp: WhatsAppSimulator;
  pipedrive: PipedriveSimulator;
  stop(): Promise<void>;
}

const START_MS = Date.UTC(2026, 10, 20, 9, 0, 0);
/**
 * So many turns of the event loop, a millisecond apart, in which no request began or ended: then work under way waits for time to pass, for a
 * delayed answer above all. Everything runs in this process: however long a busy machine makes it wait, a turn in which it goes on is a turn.
 */
const STUCK_TURNS = { atRest: 120, moving: 40 } as const;

/** The provider between two simulators on one clock that stands still until it is moved, with every power that verify knows. */
export async function startFaultyTarget({
  fault,
  layout = ownLayout,
}: {
  fault?: FaultName | undefined;
  layout?: Layout;
} = {}): Promise<FaultyTarget> {
  const [clientId, clientSecret, appSecret, verifyToken] = ['client-of-the-other-team', 'pd-s3cret', 'app-s3cret', 'handshake-s3cret'];
  const [pipedriveToken, whatsappToken] = ['v1u:pipedrive', 'EAAwhatsapp'];
  const number = { id: '200300400500600', displayNumber: '15550104477', businessAccountId: '700800900100200' };
  const inboxId = `desk-${crypto.randomUUID()}`;

  let provider: FaultyProvider | undefined;
  const traffic = watchTraffic();
  const settle = async (turns: number): Promise<void> => {
    let over = false;
    const settled = Promise.resolve(provider?.settle()).finally(() => {
      over = true;
    });
    await Promise.race([settled, traffic.silent(turns, () => over)]);
  };
  const clock = createMovableClock({ startMs: START_MS, running: false, settle: () => settle(STUCK_TURNS.moving) });
  const whatsapp = createWhatsAppSimulator({
    clock,
    appSecret,
    accessToken: whatsappToken,
    phoneNumbers: [number],
    webhookUrl: () => provider?.webhookUrl ?? '',
  });
  const pipedrive = createPipedriveSimulator({
    clock,
    clientId,
    clientSecret,
    accessToken: pipedriveToken,
    providerUrl: () => provider?.url ?? '',
    endpoints: () => provider?.manifest.endpoints ?? {},
  });
  const [whatsappUrl, pipedriveUrl] = await Promise.all([whatsapp.start(), pipedrive.start()]);
  provider = await createFaultyProvider({
    clock,
    clientId,
    clientSecret,
    appSecret,
    verifyToken,
    inboxId,
    phoneNumberId: number.id,
    businessAccountId: number.businessAccountId,
    pipedriveUrl,
    pipedriveToken,
    whatsappUrl,
    whatsappToken,
    layout,
    fault,
  });
  const { url, webhookUrl, manifest, restart } = provider;
  pipedrive.registerChannel({ name: 'Front desk', provider_channel_id: inboxId, provider_type: 'whatsapp', template_support: true });
  await pipedrive.idle();
  return {
    provider,
    whatsapp,
    pipedrive,
    target: {
      url,
      manifest,
      clientId,
      clientSecret,
      channelId: inboxId,
      webhook: { url: webhookUrl, appSecret, verifyToken, phoneNumberId: number.id, businessAccountId: number.businessAccountId },
      whatsapp,
      pipedrive,
      advance: (ms) => clock.advance(ms),
      restart,
      settle: () => settle(STUCK_TURNS.atRest),
      now: () => clock.now(),
    },
    async stop() {
      await provider.stop();
      await Promise.all([whatsapp.stop(), pipedrive.stop()]);
      traffic.stop();
    },
  };
}

const MOST_TIMES = 20;
/** Requests that begin or end in this process, on any side. */
const SIGNS = [
  'http.client.request.start',
  'http.client.response.finish',
  'http.server.request.start',
  'http.server.response.finish',
] as const;

function watchTraffic() {
  let seen = 0;
  const count = () => {
    seen++;
  };
  for (const sign of SIGNS) subscribe(sign, count);
  return {
    /** Resolves after so many turns in a row without a sign of life, or when nobody wants to know any more. */
    async silent(turns: number, isOver: () => boolean): Promise<void> {
      // One that calls again and again at once, on a clock that stands still, is never silent: it gets many turns, not all.
      const most = MOST_TIMES * turns;
      for (let quiet = 0, turn = 0, before = seen; quiet < turns && turn < most && !isOver(); turn++) {
        await sleep(1);
        quiet = seen === before ? quiet + 1 : 0;
        before = seen;
      }
    },
    stop() {
      for (const sign of SIGNS) unsubscribe(sign, count);
    },
  };
}
