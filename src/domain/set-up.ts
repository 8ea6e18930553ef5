export type SetUpStepId =
  | 'address'
  | 'pipedrive-app'
  | 'credentials'
  | 'connect'
  | 'channel'
  | 'whatsapp'
  | 'first-message'
  | 'first-answer';

/** Something of this provider to enter somewhere else, or a setting and whether it is there. */
export interface SetUpValue {
  label: string;
  /** To be copied; null for a secret, of which is only told whether it is set. */
  value: string | null;
  isSet: boolean;
}

/** What is known of a step without asking anybody. `unknown`: nothing tells yet, the doctor does. */
export interface StepState {
  state: 'done' | 'todo' | 'wrong' | 'unknown';
  /** What was seen, in words that hold no secret. */
  found: string;
  /** When, in UTC milliseconds; null when it is no event. */
  at: number | null;
  /** What to do; null where nothing is to be done. */
  remedy: string | null;
}

export interface SetUpStep extends StepState {
  id: SetUpStepId;
  title: string;
  values: SetUpValue[];
  /** The doctor's checks that look at it, and the faults of theirs that are put right here. */
  checks: readonly string[];
  faults: readonly string[];
}

/** What the form for a channel begins with. */
export interface ChannelDraft {
  name: string;
  phoneNumberId: string;
  businessAccountId: string;
  /** Whose inbox it goes into; null while nobody installed. */
  installationId: string | null;
}

/** A company's user who installed the app, to choose from. */
export interface SetUpInstallation {
  id: string;
  companyName: string;
  userName: string;
  isAdmin: boolean;
  state: 'active' | 'paused';
}

export interface SetUp {
  steps: SetUpStep[];
  draft: ChannelDraft;
  installations: SetUpInstallation[];
}

/** When somebody last brought a credential, in UTC milliseconds since this process began; null for never. */
export interface Proof {
  acceptedAt: number | null;
  refusedAt: number | null;
}

/** `handshake`: Meta's verify token. `delivery`: Meta's signature. `pipedrive`: the app's pair on a call of the inbox. */
export type VendorCalls = Record<'handshake' | 'delivery' | 'pipedrive', Proof>;
