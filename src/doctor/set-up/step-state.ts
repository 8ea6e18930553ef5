import type { Proof, StepState } from '../../domain/set-up.ts';
import { type FaultName, faults } from '../faults.ts';

export const done = (found: string, at: number | null = null): StepState => ({ state: 'done', found, at, remedy: null });
export const todo = (found: string, remedy: string): StepState => ({ state: 'todo', found, at: null, remedy });
export const unknown = (found: string, remedy: string): StepState => ({ state: 'unknown', found, at: null, remedy });
export const wrong = (found: string, remedy: string, at: number | null = null): StepState => ({ state: 'wrong', found, at, remedy });
/** With the remedy that the doctor has for it. */
export const fault = (name: FaultName, found: string, at: number | null = null): StepState => wrong(found, faults[name].remedy, at);

/** Whether the last who came was refused. */
export const isRefused = ({ acceptedAt, refusedAt }: Proof): boolean => refusedAt !== null && refusedAt >= (acceptedAt ?? 0);
