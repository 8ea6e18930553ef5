import type { ChannelId } from '../store/ids.ts';

/** What time it is for the sandbox and both of its far ends. */
export interface PlaygroundClock {
  /** ISO 8601 in UTC. */
  now: string;
  /** Whether time passes by itself. */
  running: boolean;
}

/** A thing that can be made to go wrong. */
export interface PlaygroundFault {
  name: string;
  side: 'whatsapp' | 'pipedrive';
  title: string;
  description: string;
  /** `until-cleared`: it stays. `once`: the next one meets it. `at-once`: it happens when it is set, and cannot be taken back. */
  lasts: 'until-cleared' | 'once' | 'at-once';
  /** Whether it waits for something to meet it. */
  isSet: boolean;
}

export interface PlaygroundFaults {
  faults: PlaygroundFault[];
  /** What somebody set through the control API. */
  others: { id: string; side: 'whatsapp' | 'pipedrive'; description: string }[];
}

/** A business number of the simulated WhatsApp. */
export interface PlaygroundNumber {
  id: string;
  displayNumber: string;
  businessAccountId: string;
}

/** The sandbox's time and what goes wrong in it. */
export interface PlaygroundControls {
  numbers(): readonly PlaygroundNumber[];
  /** The provider's channels that the inbox has from the start, and again after a reset. */
  channelIds(): readonly ChannelId[];
  clock(): PlaygroundClock;
  /** Lets time pass, with everything that happens on the way. `by` is an ISO 8601 duration. Throws INVALID_REQUEST for anything else, and for more than 366 days. */
  advance(by: string): Promise<PlaygroundClock>;
  faults(): PlaygroundFaults;
  /** Throws NOT_FOUND when there is no such fault. Setting one that is set leaves one. */
  setFault(name: string): PlaygroundFaults;
  /** Throws NOT_FOUND when there is no such fault; one that is not set stays away. */
  clearFault(name: string): PlaygroundFaults;
  /** Those of the control API as well. */
  clearFaults(): PlaygroundFaults;
  /** Both far ends as right after the start. Resolves when nothing of them is on its way any more; time stays where it is. */
  reset(): Promise<void>;
}
