import type { Clock } from '../../src/clock.ts';
import type { Owner } from './companies.ts';

/** The app in one user's Pipedrive. */
export interface Installation extends Owner {
  /** UTC milliseconds. */
  installedAt: number;
  /** Whether it is shown to the whole company. */
  shared: boolean;
}

export const isSameOwner = (one: Owner, other: Owner): boolean => one.companyId === other.companyId && one.userId === other.userId;

/** Who has the app: whoever got tokens, until they take it away or the app gives its refresh token back. */
export function createInstallations(clock: Clock, atStart: readonly Owner[]) {
  const begin = (owner: Owner): Installation => ({
    companyId: owner.companyId,
    userId: owner.userId,
    installedAt: clock.now(),
    shared: false,
  });
  let installations = atStart.map(begin);
  const of = (owner: Owner): Installation | undefined => installations.find((known) => isSameOwner(known, owner));

  return {
    all: (): Installation[] => installations.map((installation) => ({ ...installation })),
    of,
    /** Does nothing for who has it already. */
    add(owner: Owner): void {
      if (!of(owner)) installations.push(begin(owner));
    },
    /** False when there was none. */
    remove(owner: Owner): boolean {
      const before = installations.length;
      installations = installations.filter((known) => !isSameOwner(known, owner));
      return installations.length < before;
    },
    snapshot: (): Installation[] => structuredClone(installations),
    restore(state: readonly Installation[]): void {
      installations = structuredClone([...state]);
    },
  };
}

export type Installations = ReturnType<typeof createInstallations>;
