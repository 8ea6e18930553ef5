/** What the queue does about a code, and whether the message can still go. */
export type ErrorClass =
  | 'retry'
  | 'retry-few'
  | 'pause-recipient'
  | 'pause-number'
  | 'hold-account'
  | 'fix-message'
  | 'fix-template'
  | 'final'
  | 'inbound'
  | 'elsewhere';

interface CommonRule {
  code: number;
  /** The last code of a range. */
  last?: number;
  /** What WhatsApp tells by it, in our words. */
  means: string;
  /** What the salesperson reads beside a message that failed with it, whole sentences: what happened and what to do. */
  advice: string;
  /** What the salesperson reads when a customer's message came with it in place of its content. */
  inbound?: string;
}

/** One row of the table. */
export type ErrorRule = CommonRule &
  (
    | { class: Exclude<ErrorClass, 'pause-number' | 'hold-account'> }
    /** `hold` stands on the readiness page: why nothing of this channel is sent, and what an operator does about it. */
    | { class: 'pause-number' | 'hold-account'; hold: string; restMs: number }
  );

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;

/** How often a held channel looks whether somebody has put things right. */
export const ACCOUNT_HOLD_MS = 5 * MINUTE;

/** For codes of calls that no message makes. */
export const ASK_OPERATOR = 'WhatsApp gave an answer that messages do not normally get. Show this code to whoever runs the connection.';
