import { createPipedriveSimulator } from '../../mocks/pipedrive/simulator.ts';
import { createWhatsAppSimulator } from '../../mocks/whatsapp/simulator.ts';
import { systemClock } from '../../src/clock.ts';
import { answerParent } from './child.ts';

/** Both simulators as `npm run simulate -- --no-limits` starts them, in a process of their own. */
export interface SimulatorsReady {
  whatsappUrl: string;
  pipedriveUrl: string;
}

export const number = { id: '106540352242922', displayNumber: '15550783881', businessAccountId: '102290129340398' } as const;
export const accessToken = 'EAAbench';
export const pipedriveToken = 'v1u:bench';
export const channelId = 'bench';

if (import.meta.main) {
  let webhookUrl = '';
  const whatsapp = createWhatsAppSimulator({
    clock: systemClock,
    appSecret: 'bench',
    accessToken,
    phoneNumbers: [number],
    webhookUrl: () => webhookUrl,
    limits: false,
    statusDelayMs: { sent: 5, delivered: 10, read: 15 },
  });
  const pipedrive = createPipedriveSimulator({
    clock: systemClock,
    clientId: 'id',
    clientSecret: 'secret',
    providerUrl: () => webhookUrl,
    accessToken: pipedriveToken,
  });
  const [whatsappUrl, pipedriveUrl] = await Promise.all([whatsapp.start(), pipedrive.start()]);
  pipedrive.registerChannel({ name: 'Bench', provider_channel_id: channelId, provider_type: 'whatsapp' });
  answerParent({ whatsappUrl, pipedriveUrl } satisfies SimulatorsReady, {
    webhooksGoTo(url: string) {
      webhookUrl = url;
    },
    /** Customers whose windows are open. */
    async customersWrite(phones: string[]) {
      for (const from of phones) await whatsapp.write({ from, message: { type: 'text', text: 'hello' } });
    },
    async stop() {
      await whatsapp.stop();
      await pipedrive.stop();
    },
  });
}
