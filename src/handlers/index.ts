import type { OperationTypes as ConsoleTypes } from '../../generated/console/index.ts';
import type { OperationTypes as ProviderTypes } from '../../generated/pipedrive-provider/index.ts';
import type { OperationTypes as WebhookTypes } from '../../generated/whatsapp-webhooks/index.ts';
import type { Handlers } from '../contract/operation.ts';
import { advancePlaygroundClock } from './advance-playground-clock.ts';
import { clearPlaygroundFault } from './clear-playground-fault.ts';
import { clearPlaygroundFaults } from './clear-playground-faults.ts';
import { completeInstallation } from './complete-installation.ts';
import { connectChannel } from './connect-channel.ts';
import type { ConsoleServices } from './console-services.ts';
import { createChannel } from './create-channel.ts';
import { deleteChannelById } from './delete-channel-by-id.ts';
import { dismissDeadLetter } from './dismiss-dead-letter.ts';
import { dismissQuarantinedItem } from './dismiss-quarantined-item.ts';
import { eraseInstallation } from './erase-installation.ts';
import { eraseSender } from './erase-sender.ts';
import { findSender } from './find-sender.ts';
import { findTrace } from './find-trace.ts';
import { getAddresses } from './get-addresses.ts';
import { getAsset } from './get-asset.ts';
import { getAvatar } from './get-avatar.ts';
import { getBalance } from './get-balance.ts';
import { getBudgets } from './get-budgets.ts';
import { getContract } from './get-contract.ts';
import { getConversationById } from './get-conversation-by-id.ts';
import { getConversations } from './get-conversations.ts';
import { getDelivery } from './get-delivery.ts';
import { getErasure } from './get-erasure.ts';
import { getIndex } from './get-index.ts';
import { getLiveness } from './get-liveness.ts';
import { getManifest } from './get-manifest.ts';
import { getMedia } from './get-media.ts';
import { getChannelMessageById, getMessageById } from './get-message-by-id.ts';
import { getMetrics } from './get-metrics.ts';
import { getPlaygroundChat } from './get-playground-chat.ts';
import { getPlaygroundClock } from './get-playground-clock.ts';
import { getPlaygroundConversation } from './get-playground-conversation.ts';
import { getPlaygroundFile } from './get-playground-file.ts';
import { getPlaygroundTemplates } from './get-playground-templates.ts';
import { getPlaygroundThread } from './get-playground-thread.ts';
import { getQuarantinedItem } from './get-quarantined-item.ts';
import { getReadiness } from './get-readiness.ts';
import { getSenderById } from './get-sender-by-id.ts';
import { getSetUp } from './get-set-up.ts';
import { getTemplates } from './get-templates.ts';
import { listChannels } from './list-channels.ts';
import { listContracts } from './list-contracts.ts';
import { listDeadLetters } from './list-dead-letters.ts';
import { listDeliveries } from './list-deliveries.ts';
import { listExchanges } from './list-exchanges.ts';
import { listInstallations } from './list-installations.ts';
import { listPlaygroundConversations } from './list-playground-conversations.ts';
import { listPlaygroundFaults } from './list-playground-faults.ts';
import { listPlaygroundPeople } from './list-playground-people.ts';
import { listQuarantine } from './list-quarantine.ts';
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
import { replayDeadLetter } from './replay-dead-letter.ts';
import { replayDeadLettersOfChannel } from './replay-dead-letters-of-channel.ts';
import { replayDelivery } from './replay-delivery.ts';
import { replayQuarantine } from './replay-quarantine.ts';
import { replayQuarantinedItem } from './replay-quarantined-item.ts';
import { resetPlayground } from './reset-playground.ts';
import { resumeChannel } from './resume-channel.ts';
import { revokeInstallation } from './revoke-installation.ts';
import { runDoctor } from './run-doctor.ts';
import { sendPlaygroundDelivery } from './send-playground-delivery.ts';
import { sendPlaygroundFiles } from './send-playground-files.ts';
import { sendPlaygroundReply } from './send-playground-reply.ts';
import { setPlaygroundFault } from './set-playground-fault.ts';
import { shareInstallation } from './share-installation.ts';
import { startInstallation } from './start-installation.ts';
import { streamEvents } from './stream-events.ts';
import { traceMessage } from './trace-message.ts';
import { uninstall } from './uninstall.ts';
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
    startInstallation: startInstallation(services),
    completeInstallation: completeInstallation(services),
    uninstall: uninstall(services),
    shareInstallation: shareInstallation(services),
    listInstallations: listInstallations(services),
    revokeInstallation: revokeInstallation(services),
    getMedia: getMedia(services),
    getAvatar: getAvatar(services),
    runDoctor: runDoctor(services),
    getSetUp: getSetUp(services),
    listContracts: listContracts(services),
    getContract: getContract(services),
    streamEvents: streamEvents(services),
    listExchanges: listExchanges(services),
    traceMessage: traceMessage(services),
    findTrace: findTrace(services),
    getBalance: getBalance(services),
    listDeliveries: listDeliveries(services),
    getDelivery: getDelivery(services),
    replayDelivery: replayDelivery(services),
    listChannels: listChannels(services),
    createChannel: createChannel(services),
    connectChannel: connectChannel(services),
    pauseChannel: pauseChannel(services),
    resumeChannel: resumeChannel(services),
    removeChannel: removeChannel(services),
    removeConversation: removeConversation(services),
    getBudgets: getBudgets(services),
    listQuarantine: listQuarantine(services),
    replayQuarantine: replayQuarantine(services),
    getQuarantinedItem: getQuarantinedItem(services),
    dismissQuarantinedItem: dismissQuarantinedItem(services),
    replayQuarantinedItem: replayQuarantinedItem(services),
    listDeadLetters: listDeadLetters(services),
    dismissDeadLetter: dismissDeadLetter(services),
    replayDeadLetter: replayDeadLetter(services),
    replayDeadLettersOfChannel: replayDeadLettersOfChannel(services),
    findSender: findSender(services),
    eraseSender: eraseSender(services),
    getErasure: getErasure(services),
    eraseInstallation: eraseInstallation(services),
    sendPlaygroundDelivery: sendPlaygroundDelivery(services),
    sendPlaygroundReply: sendPlaygroundReply(services),
    getPlaygroundTemplates: getPlaygroundTemplates(services),
    getPlaygroundClock: getPlaygroundClock(services),
    advancePlaygroundClock: advancePlaygroundClock(services),
    listPlaygroundFaults: listPlaygroundFaults(services),
    setPlaygroundFault: setPlaygroundFault(services),
    clearPlaygroundFault: clearPlaygroundFault(services),
    clearPlaygroundFaults: clearPlaygroundFaults(services),
    resetPlayground: resetPlayground(services),
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
