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
/** Real milliseconds after which work under way counts as waiting for somebody else, a delayed answer above all. Shorter while time is moved, which can pass many timers. */
const STUCK_MS = { atRest: 250, moving: 40 } as const;

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
  const settle = async (stuckMs: number): Promise<void> => {
    const stuck = Promise.withResolvers<void>();
    const timer = setTimeout(stuck.resolve, stuckMs);
    await Promise.race([provider?.settle(), stuck.promise]);
    clearTimeout(timer);
  };
  const clock = createMovableClock({ startMs: START_MS, running: false, settle: () => settle(STUCK_MS.moving) });
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
      settle: () => settle(STUCK_MS.atRest),
      now: () => clock.now(),
    },
    async stop() {
      await provider.stop();
      await Promise.all([whatsapp.stop(), pipedrive.stop()]);
    },
  };
}
