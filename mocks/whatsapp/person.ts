/** Whether the business may write free-form messages to this person at the moment. */
export interface ServiceWindow {
  open: boolean;
  /** When it closes or closed, UTC milliseconds; null when the person never wrote to that number. */
  until: number | null;
  /** Until when the person sees the business typing, UTC milliseconds; null when nothing is shown. */
  typingUntil: number | null;
}

/** A person with WhatsApp on the phone. */
export interface Person {
  /** Digits with country code; null for somebody who shares no number. Somebody from Brazil, Mexico or Argentina is reached under both forms of it. */
  phone: string | null;
  /** Business-scoped user id. */
  userId: string;
  /** The profile name; empty until somebody told it. */
  name: string;
  username: string | null;
  /** False: the business never learns what was read. */
  readReceipts: boolean;
  /** False: what is sent to this person fails late with 131026. */
  reachable: boolean;
  /** True: reads what was delivered after `statusDelayMs.read`. False: only when `read` is called. */
  readsByItself: boolean;
  /** By phone number id of the business. */
  window: Readonly<Record<string, ServiceWindow>>;
}

/** What is to be true of a person: found by user id or phone, created when neither is known. What is left out stays as it was. */
export interface PersonChange {
  phone?: string | null | undefined;
  userId?: string | undefined;
  name?: string | undefined;
  username?: string | null | undefined;
  readReceipts?: boolean | undefined;
  reachable?: boolean | undefined;
  readsByItself?: boolean | undefined;
}

export interface PeopleDirectory {
  list(): Person[];
  /** Throws an AppError INVALID_REQUEST for a phone that is no number, for neither phone nor user id, and when both are known and belong to two people. */
  put(person: PersonChange): Person;
  /** Takes the person away with the phone and everything on it; false when there is nobody under that phone number or user id. */
  remove(address: string): boolean;
}
