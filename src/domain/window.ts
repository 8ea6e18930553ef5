/** A customer's message opens the window for free-form answers for 24 hours (D/messages/send-messages). */
export const REPLY_WINDOW_MS = 24 * 60 * 60 * 1000;

/** Until when a message of the customer may be answered freely, UTC milliseconds. */
export const replyBy = (inboundAt: number): number => inboundAt + REPLY_WINDOW_MS;
