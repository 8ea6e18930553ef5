import type { OperationTypes as ConsoleTypes } from '../../generated/console/index.ts';
import type { OperationTypes as ProviderTypes } from '../../generated/pipedrive-provider/index.ts';
import type { OperationTypes as WebhookTypes } from '../../generated/whatsapp-webhooks/index.ts';
import type { Handlers } from '../contract/operation.ts';
import { completeInstallation } from './complete-installation.ts';
import type { ConsoleServices } from './console-services.ts';
import { deleteChannelById } from './delete-channel-by-id.ts';
import { getConversationById } from './get-conversation-by-id.ts';
import { getConversations } from './get-conversations.ts';
import { getIndex } from './get-index.ts';
import { getLiveness } from './get-liveness.ts';
import { getManifest } from './get-manifest.ts';
import { getMedia } from './get-media.ts';
import { getChannelMessageById, getMessageById } from './get-message-by-id.ts';
import { getMetrics } from './get-metrics.ts';
import { getPlaygroundConversation } from './get-playground-conversation.ts';
import { getReadiness } from './get-readiness.ts';
import { getSenderById } from './get-sender-by-id.ts';
import { getTemplates } from './get-templates.ts';
import { listInstallations } from './list-installations.ts';
import { postMessage } from './post-message.ts';
import type { ProviderServices } from './provider-services.ts';
import { receiveWebhook, type WebhookServices } from './receive-webhook.ts';
import { revokeInstallation } from './revoke-installation.ts';
import { sendPlaygroundDelivery } from './send-playground-delivery.ts';
import { sendPlaygroundReply } from './send-playground-reply.ts';
import { shareInstallation } from './share-installation.ts';
import { startInstallation } from './start-installation.ts';
import { uninstall } from './uninstall.ts';
import { verifyWebhook } from './verify-webhook.ts';

/** Pipedrive → us. */
export const providerHandlers = (services: ProviderServices) =>
  ({
    getConversations: getConversations(services),
    getConversationById: getConversationById(services),
    postMessage: postMessage(services),
    getMessageById: getMessageById(services),
    getChannelMessageById: getChannelMessageById(services),
    getSenderById: getSenderById(services),
    getTemplates: getTemplates(services),
    deleteChannelById: deleteChannelById(services),
  }) satisfies Handlers<ProviderTypes>;

/** Meta → us. */
export const webhookHandlers = (services: WebhookServices) =>
  ({
    verifyWebhook: verifyWebhook(),
    receiveWebhook: receiveWebhook(services),
  }) satisfies Handlers<WebhookTypes>;

/** A person or operator → us. */
export const consoleHandlers = (services: ConsoleServices) =>
  ({
    getIndex: getIndex(services),
    getLiveness: getLiveness(),
    getReadiness: getReadiness(services),
    getMetrics: getMetrics(services),
    getManifest: getManifest(services),
    startInstallation: startInstallation(services),
    completeInstallation: completeInstallation(services),
    uninstall: uninstall(services),
    shareInstallation: shareInstallation(services),
    listInstallations: listInstallations(services),
    revokeInstallation: revokeInstallation(services),
    getMedia: getMedia(services),
    sendPlaygroundDelivery: sendPlaygroundDelivery(services),
    sendPlaygroundReply: sendPlaygroundReply(services),
    getPlaygroundConversation: getPlaygroundConversation(services),
  }) satisfies Handlers<ConsoleTypes>;
