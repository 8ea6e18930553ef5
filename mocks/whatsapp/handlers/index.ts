import type { OperationTypes } from '../../../generated/whatsapp-cloud/index.ts';
import type { Handlers } from '../../../src/contract/operation.ts';
import type { WhatsAppWorld } from '../world.ts';
import { debugToken } from './debug-token.ts';
import { deleteMedia } from './delete-media.ts';
import { downloadMedia } from './download-media.ts';
import { getNode } from './get-node.ts';
import { listPhoneNumbers } from './list-phone-numbers.ts';
import { listSubscribedApps } from './list-subscribed-apps.ts';
import { listTemplates } from './list-templates.ts';
import { sendMessage } from './send-message.ts';
import { uploadMedia } from './upload-media.ts';

/** Every operation of whatsapp-cloud.yaml, played by the simulator. */
export const whatsAppHandlers = (world: WhatsAppWorld) =>
  ({
    sendMessage: sendMessage(world),
    uploadMedia: uploadMedia(world),
    getNode: getNode(world),
    downloadMedia: downloadMedia(world),
    deleteMedia: deleteMedia(world),
    listTemplates: listTemplates(world),
    listPhoneNumbers: listPhoneNumbers(world),
    listSubscribedApps: listSubscribedApps(world),
    debugToken: debugToken(world),
  }) satisfies Handlers<OperationTypes>;
