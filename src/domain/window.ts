/** A customer's message opens the window for free-form answers for 24 hours (D/messages/send-messages). */
export const REPLY_WINDOW_MS = 24 * 60 * 60 * 1000;

/** What we were told a minute before the end may reach WhatsApp after it. */
export const SAFETY_MARGIN_MS = 60_000;

/** Until when a message of the customer may be answered freely, UTC milliseconds. */
export const replyBy = (inboundAt: number): number => inboundAt + REPLY_WINDOW_MS;

/**
 * When the window of a conversation closes or closed for new messages, UTC milliseconds; undefined when the customer has never opened one. WhatsApp has the last
 * word (131047): what is inside by our reckoning may be outside by its own.
 */
export const windowEnd = ({ lastInboundAt }: { lastInboundAt: number | null }): number | undefined =>
  lastInboundAt === null ? undefined : replyBy(lastInboundAt) - SAFETY_MARGIN_MS;
