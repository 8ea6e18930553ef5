import type { OperationTypes as ConsoleTypes } from '../../generated/console/index.ts';
import type { OperationTypes as ProviderTypes } from '../../generated/pipedrive-provider/index.ts';
import type { OperationTypes as WebhookTypes } from '../../generated/whatsapp-webhooks/index.ts';
import type { Handlers } from '../contract/operation.ts';
import type { ConsoleServices } from './console-services.ts';
import { deleteChannelById } from './delete-channel-by-id.ts';
import { findTrace } from './find-trace.ts';
import { getAvatar } from './get-avatar.ts';
import { getBalance } from './get-balance.ts';
import { getConversationById } from './get-conversation-by-id.ts';
import { getConversations } from './get-conversations.ts';
import { getDelivery } from './get-delivery.ts';
import { getIndex } from './get-index.ts';
import { getLiveness } from './get-liveness.ts';
import { getManifest } from './get-manifest.ts';
import { getMedia } from './get-media.ts';
import { getChannelMessageById, getMessageById } from './get-message-by-id.ts';
import { getMetrics } from './get-metrics.ts';
import { getPlaygroundConversation } from './get-playground-conversation.ts';
import { getPlaygroundTemplates } from './get-playground-templates.ts';
import { getReadiness } from './get-readiness.ts';
import { getSenderById } from './get-sender-by-id.ts';
import { getTemplates } from './get-templates.ts';
import { listDeliveries } from './list-deliveries.ts';
import { listExchanges } from './list-exchanges.ts';
import { postMessage } from './post-message.ts';
import type { ProviderServices } from './provider-services.ts';
import { receiveWebhook, type WebhookServices } from './receive-webhook.ts';
import { replayDelivery } from './replay-delivery.ts';
import { runDoctor } from './run-doctor.ts';
import { sendPlaygroundDelivery } from './send-playground-delivery.ts';
import { sendPlaygroundReply } from './send-playground-reply.ts';
import { streamEvents } from './stream-events.ts';
import { traceMessage } from './trace-message.ts';
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
    getMedia: getMedia(services),
    getAvatar: getAvatar(services),
    runDoctor: runDoctor(services),
    streamEvents: streamEvents(services),
    listExchanges: listExchanges(services),
    traceMessage: traceMessage(services),
    findTrace: findTrace(services),
    getBalance: getBalance(services),
    listDeliveries: listDeliveries(services),
    getDelivery: getDelivery(services),
    replayDelivery: replayDelivery(services),
    sendPlaygroundDelivery: sendPlaygroundDelivery(services),
    sendPlaygroundReply: sendPlaygroundReply(services),
    getPlaygroundTemplates: getPlaygroundTemplates(services),
    getPlaygroundConversation: getPlaygroundConversation(services),
  }) satisfies Handlers<ConsoleTypes>;
