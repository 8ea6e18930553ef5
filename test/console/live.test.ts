import { expect, test } from 'vitest';
import { type Connection, createLive, type LiveEvent } from '../../src/console/page/shell/live.ts';
import { until } from '../support/provider.ts';

/** One connection of the page, with what the provider may do to it. */
interface Line {
  since: string | null;
  signal: AbortSignal;
  answer(): void;
  say(text: string): void;
  breakOff(): void;
  refuse(status: number): void;
}

/** A page's stream on lines that the test holds, and on a clock that it moves. */
function startStage() {
  const lines: Line[] = [];
  const connections: Connection[] = [];
  const timers: { at: number; callback(): void }[] = [];
  let now = 1_000_000;
  const live = createLive({
    now: () => now,
    random: () => 1,
    later(callback, delayMs) {
      const timer = { at: now + delayMs, callback };
      timers.push(timer);
      return () => {
        if (timers.includes(timer)) timers.splice(timers.indexOf(timer), 1);
      };
    },
    onConnection: (connection) => connections.push(connection),
    open(since, signal) {
      const { promise, resolve, reject } = Promise.withResolvers<Response>();
      let body: ReadableStreamDefaultController<Uint8Array>;
      const stream = new ReadableStream<Uint8Array>({
        start: (controller) => {
          body = controller;
        },
      });
      signal.addEventListener('abort', () => {
        reject(signal.reason);
        body.error(signal.reason);
      });
      lines.push({
        since,
        signal,
        answer: () => resolve(new Response(stream)),
        say: (text) => body.enqueue(new TextEncoder().encode(text)),
        breakOff: () => body.error(new TypeError('network')),
        refuse: (status) => reject(Object.assign(new Error('refused'), { status })),
      });
      return promise;
    },
  });
  const line = (index: number): Line => lines[index] as Line;
  return {
    live,
    lines,
    connections,
    line,
    last: () => connections.at(-1),
    /** Lets time pass, with what falls due on the way. */
    pass(ms: number) {
      now += ms;
      for (const timer of timers.filter(({ at }) => at <= now)) {
        timers.splice(timers.indexOf(timer), 1);
        timer.callback();
      }
    },
    /** Resolves when the page has opened its line with this number. */
    opens: (index: number) => until(() => lines.length > index, `line ${index}`),
    is: (kind: Connection['kind']) => until(() => connections.at(-1)?.kind === kind, kind),
  };
}

const said = (id: string, kind = 'message', data = '{}') => `id: ${id}\nevent: ${kind}\ndata: ${data}\n\n`;

/** A follower that notes what it is told. */
function follower(reload: () => Promise<void> = async () => {}) {
  const notes: string[] = [];
  return {
    notes,
    follower: {
      reload: async () => {
        notes.push('reload');
        await reload();
      },
      event: ({ id, kind }: LiveEvent) => void notes.push(`${kind} ${id}`),
      failed: (error: unknown) => void notes.push(`failed ${(error as Error).message}`),
    },
  };
}

test('live: reads everything once the stream is open, then tells what happens', async () => {
  const stage = startStage();
  const { notes, follower: mine } = follower();
  stage.live.follow(mine);
  stage.live.start();
  expect(stage.last()).toEqual({ kind: 'connecting' });
  expect(notes).toEqual([]);
  stage.line(0).answer();
  await stage.is('live');
  stage.line(0).say(said('e-1') + said('e-2', 'status'));
  await until(() => notes.length === 3);
  expect(notes).toEqual(['reload', 'message e-1', 'status e-2']);
  stage.live.stop();
  expect(stage.line(0).signal.aborted).toBe(true);
});

test('live: after a lost connection it goes on behind the last event, without reading everything again', async () => {
  const stage = startStage();
  const { notes, follower: mine } = follower();
  stage.live.follow(mine);
  stage.live.start();
  stage.line(0).answer();
  stage.line(0).say(said('e-7'));
  await until(() => notes.includes('message e-7'));
  stage.line(0).breakOff();
  await stage.is('reconnecting');
  expect(stage.last()).toEqual({ kind: 'reconnecting', since: 1_000_000, nextAt: 1_000_500 });
  stage.pass(500);
  expect(stage.line(1).since).toBe('e-7');
  expect(stage.last()?.kind).toBe('reconnecting');
  stage.line(1).answer();
  stage.line(1).say(said('e-8'));
  await until(() => notes.includes('message e-8'));
  expect(notes).toEqual(['reload', 'message e-7', 'message e-8']);
  stage.live.stop();
});

test('live: a connection lost before the first event leaves a gap, so that everything is read again', async () => {
  const stage = startStage();
  const { notes, follower: mine } = follower();
  stage.live.follow(mine);
  stage.live.start();
  stage.line(0).answer();
  await stage.is('live');
  stage.line(0).breakOff();
  await stage.is('reconnecting');
  stage.pass(500);
  expect(stage.line(1).since).toBeNull();
  stage.line(1).answer();
  await until(() => notes.length === 2);
  expect(notes).toEqual(['reload', 'reload']);
  stage.live.stop();
});

test.each(['resync', 'reset'])('live: on %s everything is read again, and what happens meanwhile is told afterwards', async (kind) => {
  const stage = startStage();
  const reloads: PromiseWithResolvers<void>[] = [];
  const { notes, follower: mine } = follower(() => {
    const reload = Promise.withResolvers<void>();
    reloads.push(reload);
    return reload.promise;
  });
  stage.live.follow(mine);
  stage.live.start();
  stage.line(0).answer();
  await until(() => reloads.length === 1);
  stage.line(0).say(said('e-1'));
  stage.line(0).say(said('e-2', kind));
  stage.line(0).say(said('e-3'));
  const other = follower();
  const following = stage.live.follow(other.follower);
  await until(() => other.notes.includes('message e-3'));
  expect(notes).toEqual(['reload']);
  reloads[0]?.resolve();
  // The first answer may be older than the reset: it is asked for once more, and only what came after counts.
  await until(() => reloads.length === 2);
  stage.line(0).say(said('e-4'));
  await until(() => other.notes.includes('message e-4'));
  reloads[1]?.resolve();
  await until(() => notes.includes('message e-4'));
  expect(notes).toEqual(['reload', 'reload', 'message e-4']);
  stage.line(0).say(said('e-5', kind, ''));
  stage.line(0).say(said('e-6', kind, 'not even JSON'));
  await until(() => reloads.length === 3);
  expect(other.notes.filter((note) => note.startsWith(kind))).toEqual([]);
  following.stop();
  stage.live.stop();
});

test('live: waits longer each time while nobody answers, as long as the provider asks for, and 15 s at most', async () => {
  const stage = startStage();
  stage.live.start();
  const waits: number[] = [];
  for (let index = 0; index < 8; index += 1) {
    await stage.opens(index);
    stage.line(index).refuse(0);
    await until(() => stage.last()?.kind === 'reconnecting' && stage.connections.length === index + 2);
    const { since, nextAt } = stage.last() as Extract<Connection, { kind: 'reconnecting' }>;
    expect(since).toBe(1_000_000);
    waits.push(nextAt - since - waits.reduce((sum, wait) => sum + wait, 0));
    stage.pass(waits.at(-1) as number);
  }
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);

  stage.line(8).answer();
  stage.line(8).say('retry: 2000\n\n');
  await stage.is('live');
  stage.line(8).say(said('e-1'));
  stage.line(8).breakOff();
  await stage.is('reconnecting');
  const { since, nextAt } = stage.last() as Extract<Connection, { kind: 'reconnecting' }>;
  expect(nextAt - since).toBe(2000);
  stage.live.reconnect();
  await stage.opens(9);
  stage.live.stop();
  stage.pass(60_000);
  expect(stage.lines).toHaveLength(10);
});

test('live: a line that says nothing for a minute is given up, a comment keeps it', async () => {
  const stage = startStage();
  stage.live.start();
  stage.line(0).answer();
  await stage.is('live');
  stage.pass(59_000);
  stage.line(0).say(': still here\n\n');
  await new Promise((resolve) => setImmediate(resolve));
  stage.pass(59_000);
  expect(stage.line(0).signal.aborted).toBe(false);
  stage.pass(1_000);
  expect(stage.line(0).signal.aborted).toBe(true);
  await stage.is('reconnecting');
  stage.live.stop();
});

test('live: where there is no stream, everything is read once, and nobody is asked again', async () => {
  const stage = startStage();
  const { notes, follower: mine } = follower();
  stage.live.follow(mine);
  stage.live.start();
  stage.line(0).refuse(404);
  await stage.is('unsupported');
  stage.pass(600_000);
  expect(stage.lines).toHaveLength(1);
  const late = follower();
  stage.live.follow(late.follower);
  await until(() => late.notes.length === 1);
  expect([notes, late.notes]).toEqual([['reload'], ['reload']]);
});

test('live: a refused token ends it', async () => {
  const stage = startStage();
  stage.live.start();
  stage.line(0).refuse(401);
  await stage.is('stopped');
  stage.pass(600_000);
  expect(stage.lines).toHaveLength(1);
});

test('live: a follower whose reading failed says so, and reads again with the next connection or when it is told to', async () => {
  const stage = startStage();
  let isBroken = true;
  const { notes, follower: mine } = follower(async () => {
    if (isBroken) throw new Error('unreachable');
  });
  const following = stage.live.follow(mine);
  stage.live.start();
  stage.line(0).refuse(0);
  await until(() => notes.length === 2);
  expect(notes).toEqual(['reload', 'failed unreachable']);
  following.reload();
  await until(() => notes.length === 4);
  isBroken = false;
  stage.pass(500);
  stage.line(1).answer();
  await until(() => notes.length === 5);
  stage.line(1).say(said('e-1'));
  await until(() => notes.length === 6);
  expect(notes.slice(4)).toEqual(['reload', 'message e-1']);
  stage.live.stop();
});

test('live: an event of other kinds, or after the end, is not told', async () => {
  const stage = startStage();
  const mine = follower();
  const all = follower();
  const following = stage.live.follow({ ...mine.follower, kinds: ['status'] });
  stage.live.follow(all.follower);
  stage.live.start();
  stage.line(0).answer();
  await until(() => all.notes.length === 1);
  stage.line(0).say(said('e-1') + said('e-2', 'status'));
  await until(() => all.notes.length === 3);
  following.stop();
  stage.line(0).say(said('e-3', 'status'));
  await until(() => all.notes.length === 4);
  expect(mine.notes).toEqual(['reload', 'status e-2']);
  stage.live.stop();
});
