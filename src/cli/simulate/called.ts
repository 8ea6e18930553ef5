import { invocationOf, optionsOf } from '../invocation.ts';

/** How this command is called by whoever reads its texts: alone, and up to where its options begin. */
export const SIMULATE = invocationOf('simulate', 'messaging-simulators', import.meta.filename);
export const SIMULATE_WITH = optionsOf(SIMULATE);
