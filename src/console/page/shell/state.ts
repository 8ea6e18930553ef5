/** A value that tells its subscribers when it changed. */
export interface State<T> {
  readonly value: T;
  /** Puts in what changed; subscribers hear of it only when something really did. */
  set(change: Partial<T>): void;
  /** Calls back after each change until the returned function is called. */
  subscribe(changed: (value: T) => void): () => void;
}

export function createState<T extends object>(initial: T): State<T> {
  let value = initial;
  const subscribers = new Set<(value: T) => void>();
  return {
    get value() {
      return value;
    },
    set(change) {
      const keys = Object.keys(change) as (keyof T)[];
      if (keys.every((key) => Object.is(change[key], value[key]))) return;
      value = { ...value, ...change };
      for (const changed of [...subscribers]) changed(value);
    },
    subscribe(changed) {
      subscribers.add(changed);
      return () => subscribers.delete(changed);
    },
  };
}
