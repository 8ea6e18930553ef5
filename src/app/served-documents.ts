import { contract as consoleContract } from '../../generated/console/index.ts';
import { contract as providerContract } from '../../generated/pipedrive-provider/index.ts';
import { contract as webhookContract } from '../../generated/whatsapp-webhooks/index.ts';
import type { Config } from '../config.ts';
import type { MediaLinks } from '../domain/media-links.ts';
import type { ConsoleServices } from '../handlers/console-services.ts';
import { consoleHandlers, providerHandlers, webhookHandlers } from '../handlers/index.ts';
import type { ProviderServices } from '../handlers/provider-services.ts';
import type { WebhookServices } from '../handlers/receive-webhook.ts';
import { consoleToken, mediaSignature, metaSignature, metaVerifyToken, pipedriveBasic } from '../http/authenticate.ts';
import type { CredentialWitness } from '../http/credential-witness.ts';
import type { ServedDocument } from '../http/dispatch.ts';
import { BASIC, pipedriveEnvelope, problemJson } from '../http/error-bodies.ts';
import { errorPages } from './error-pages.ts';

export interface ServedServices {
  config: Config;
  now: () => number;
  links: MediaLinks;
  provider: ProviderServices;
  webhooks: WebhookServices;
  console: ConsoleServices;
  witness: CredentialWitness;
}

/** The contracts this process answers: each with its handlers, its credentials and its way of telling errors. */
export function servedDocuments({ config, now, links, provider, webhooks, console, witness }: ServedServices): ServedDocument[] {
  const { clientId, clientSecret } = config.pipedrive;
  const pages = errorPages(now, config.publicUrl);
  const basicProblem = problemJson(now, BASIC);
  return [
    {
      contract: webhookContract,
      handlers: webhookHandlers(webhooks),
      security: {
        metaSignature: witness.watch('delivery', metaSignature(config.whatsapp.appSecrets)),
        metaVerifyToken: witness.watch('handshake', metaVerifyToken(config.whatsapp.verifyToken)),
      },
      renderError: problemJson(now),
    },
    {
      contract: providerContract,
      handlers: providerHandlers(provider),
      security: { pipedriveBasic: witness.watch('pipedrive', pipedriveBasic(clientId, clientSecret)) },
      renderError: pipedriveEnvelope(now),
    },
    {
      contract: consoleContract,
      handlers: consoleHandlers(console),
      security: {
        consoleToken: consoleToken(config.consoleToken),
        mediaSignature: mediaSignature(links.isGood),
        pipedriveBasic: pipedriveBasic(clientId, clientSecret),
      },
      renderError: problemJson(now),
      renderErrorOf: {
        startInstallation: pages,
        completeInstallation: pages,
        uninstall: basicProblem,
        shareInstallation: basicProblem,
      },
    },
  ];
}
