import type { OperationTypes as ConsoleTypes } from '../../generated/console/index.ts';
import type { OperationTypes as ProviderTypes } from '../../generated/pipedrive-provider/index.ts';
import type { OperationTypes as WebhookTypes } from '../../generated/whatsapp-webhooks/index.ts';
import type { Handlers } from '../contract/operation.ts';
import { connectChannel } from './connect-channel.ts';
import type { ConsoleServices } from './console-services.ts';
import { createChannel } from './create-channel.ts';
import { deleteChannelById } from './delete-channel-by-id.ts';
import { getAddresses } from './get-addresses.ts';
import { getAsset } from './get-asset.ts';
import { getAvatar } from './get-avatar.ts';
import { getBudgets } from './get-budgets.ts';
import { getConversationById } from './get-conversation-by-id.ts';
import { getConversations } from './get-conversations.ts';
import { getIndex } from './get-index.ts';
import { getLiveness } from './get-liveness.ts';
import { getManifest } from './get-manifest.ts';
import { getMedia } from './get-media.ts';
import { getChannelMessageById, getMessageById } from './get-message-by-id.ts';
import { getMetrics } from './get-metrics.ts';
import { getPlaygroundChat } from './get-playground-chat.ts';
import { getPlaygroundConversation } from './get-playground-conversation.ts';
import { getPlaygroundFile } from './get-playground-file.ts';
import { getPlaygroundTemplates } from './get-playground-templates.ts';
import { getPlaygroundThread } from './get-playground-thread.ts';
import { getReadiness } from './get-readiness.ts';
import { getSenderById } from './get-sender-by-id.ts';
import { getTemplates } from './get-templates.ts';
import { listChannels } from './list-channels.ts';
import { listPlaygroundConversations } from './list-playground-conversations.ts';
import { listPlaygroundPeople } from './list-playground-people.ts';
import { openPlaygroundAttachment } from './open-playground-attachment.ts';
import { pauseChannel } from './pause-channel.ts';
import { postMessage } from './post-message.ts';
import type { ProviderServices } from './provider-services.ts';
import { putPlaygroundPerson } from './put-playground-person.ts';
import { readPlaygroundChat } from './read-playground-chat.ts';
import { readPlaygroundThread } from './read-playground-thread.ts';
import { receiveWebhook, type WebhookServices } from './receive-webhook.ts';
import { removeChannel } from './remove-channel.ts';
import { removeConversation } from './remove-conversation.ts';
import { resumeChannel } from './resume-channel.ts';
import { runDoctor } from './run-doctor.ts';
import { sendPlaygroundDelivery } from './send-playground-delivery.ts';
import { sendPlaygroundFiles } from './send-playground-files.ts';
import { sendPlaygroundReply } from './send-playground-reply.ts';
import { verifyWebhook } from './verify-webhook.ts';
import { writePlaygroundMessage } from './write-playground-message.ts';

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
    getAsset: getAsset(services),
    getAddresses: getAddresses(services),
    getLiveness: getLiveness(),
    getReadiness: getReadiness(services),
    getMetrics: getMetrics(services),
    getManifest: getManifest(services),
    getMedia: getMedia(services),
    getAvatar: getAvatar(services),
    runDoctor: runDoctor(services),
    listChannels: listChannels(services),
    createChannel: createChannel(services),
    connectChannel: connectChannel(services),
    pauseChannel: pauseChannel(services),
    resumeChannel: resumeChannel(services),
    removeChannel: removeChannel(services),
    removeConversation: removeConversation(services),
    getBudgets: getBudgets(services),
    sendPlaygroundDelivery: sendPlaygroundDelivery(services),
    sendPlaygroundReply: sendPlaygroundReply(services),
    getPlaygroundTemplates: getPlaygroundTemplates(services),
    getPlaygroundConversation: getPlaygroundConversation(services),
    listPlaygroundPeople: listPlaygroundPeople(services),
    putPlaygroundPerson: putPlaygroundPerson(services),
    getPlaygroundChat: getPlaygroundChat(services),
    writePlaygroundMessage: writePlaygroundMessage(services),
    sendPlaygroundFiles: sendPlaygroundFiles(services),
    readPlaygroundChat: readPlaygroundChat(services),
    getPlaygroundFile: getPlaygroundFile(services),
    listPlaygroundConversations: listPlaygroundConversations(services),
    getPlaygroundThread: getPlaygroundThread(services),
    readPlaygroundThread: readPlaygroundThread(services),
    openPlaygroundAttachment: openPlaygroundAttachment(services),
  }) satisfies Handlers<ConsoleTypes>;
