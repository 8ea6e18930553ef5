export type BreachKind =
  /** A status went back, for example from read to delivered. */
  | 'status-regressed'
  /** A known id came with another conversation, sender or text. */
  | 'message-changed'
  /** A listing goes on and on: a cursor came again, or page after page brings nothing new. */
  | 'endless-paging'
  /** A page gave the cursor that asked for it. */
  | 'cursor-constant'
  /** No answer, or another status than the call can do with. */
  | 'provider-failed'
  /** An answer that is not in the published form. */
  | 'unreadable'
  | 'missing-source-user'
  | 'two-source-users'
  | 'missing-end-user'
  /** More than one end_user: the inbox knows two-party conversations only. */
  | 'group-participants'
  /** A message of somebody who is no participant of its conversation. */
  | 'unknown-sender'
  /** A created_at or reply_by in neither published form. */
  | 'invalid-date'
  | 'unknown-status'
  /** A message came in without its list of attachments. */
  | 'attachments-missing'
  /** getMessageById no longer names the file that was opened. */
  | 'attachment-lost'
  /** A file cannot be read, not even with the link that getMessageById gave. */
  | 'attachment-unreachable'
  /** getSenderById describes somebody else than was asked for. */
  | 'wrong-sender';

/** Something the provider did that no real inbox could show rightly. */
export interface Breach {
  kind: BreachKind;
  messageId?: string;
  conversationId?: string;
  detail: string;
}

export type Report = (breach: Breach) => void;
