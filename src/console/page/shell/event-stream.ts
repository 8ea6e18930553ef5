/** One event of a `text/event-stream`. */
export interface StreamEvent {
  /** Empty when the stream has given none yet. */
  id: string;
  kind: string;
  data: string;
}

/** Reads a `text/event-stream` piece by piece, as https://html.spec.whatwg.org/multipage/server-sent-events.html describes it. An event that is not complete is not told. */
export function createEventReader(tell: { event(event: StreamEvent): void; retry(delayMs: number): void }): (piece: string) => void {
  let rest = '';
  let id = '';
  let kind = '';
  let data: string[] = [];

  const line = (text: string): void => {
    if (text === '') {
      if (data.length > 0) tell.event({ id, kind: kind === '' ? 'message' : kind, data: data.join('\n') });
      kind = '';
      data = [];
      return;
    }
    const [, field = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(text) ?? [];
    if (field === 'data') data.push(value);
    else if (field === 'event') kind = value;
    else if (field === 'id' && !value.includes('\0')) id = value;
    else if (field === 'retry' && /^\d+$/.test(value)) tell.retry(Number(value));
  };

  return (piece) => {
    rest += piece;
    // A carriage return at the end may be half of a line break.
    const complete = rest.endsWith('\r') ? rest.slice(0, -1) : rest;
    const lines = complete.split(/\r\n|\n|\r/);
    rest = (lines.pop() as string) + rest.slice(complete.length);
    for (const text of lines) line(text);
  };
}
