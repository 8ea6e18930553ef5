/** Calls once, at the end of the turn of the event loop, however often it was asked for in it. */
export function oncePerTurn(call: () => void): () => void {
  let isAsked = false;
  return () => {
    if (isAsked) return;
    isAsked = true;
    setImmediate(() => {
      isAsked = false;
      call();
    });
  };
}
