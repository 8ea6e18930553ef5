/** Many calls within a moment become one. */
export interface Soon {
  (): void;
  cancel(): void;
}

/** Runs once, a moment after the first of several calls. */
export function soon(run: () => void, delayMs = 80): Soon {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const call = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      run();
    }, delayMs);
  };
  return Object.assign(call, {
    cancel() {
      clearTimeout(timer);
      timer = undefined;
    },
  });
}
