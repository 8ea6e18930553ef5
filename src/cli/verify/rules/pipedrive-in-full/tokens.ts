import type { Conversation } from '../../provider-caller.ts';
import type { Customer, Rule, VerifyStage } from '../../rule.ts';
import { begin, HOUR, inInbox, MINUTE, passTime, withFaults, within } from '../reliable/scene.ts';
import { documents, pipedrive } from '../reliable/sources.ts';

const CAPABILITY = { level: 'reliable', capability: 'pipedrive-in-full' } as const;
const DAY = 24 * HOUR;

/** Access tokens live an hour, refresh tokens sixty days after their last use. */
export const tokenRules = [
  {
    ...CAPABILITY,
    name: 'incident/refresh-race',
    expects: 'Many messages at the moment in which the access token ends cause one refresh, and all of them reach the inbox.',
    source: documents.requestToken,
    needs: ['webhook', 'pipedrive', 'clock'],
    incident: {
      name: 'refresh-race',
      what: 'Several workers refreshed at the same time; the first one used the refresh token up, the others marked the connection as broken.',
      where: ['trycompai/comp#3143', 'calcom/cal.com#26450'],
    },
    check: (stage: VerifyStage) =>
      withRotation(stage, async () => {
        const scenes = await someScenes(stage, 10);
        await inTheInbox(stage, scenes, 'the first messages');
        stage.pipedrive.expire('access-tokens');
        const refreshes = counted(stage, 'requestToken');
        const written = await Promise.all(
          scenes.map(async (scene) => ({ ...scene, hello: (await scene.customer.writes(stage.customers.unique('at expiry'))).text })),
        );
        await inTheInbox(stage, written, 'messages that came when the token ended');
        stage.expect(refreshes() === 1, `${written.length} messages at the expiry of the token caused ${refreshes()} refreshes`);
      }),
  },
  {
    ...CAPABILITY,
    name: 'tokens/refreshed-after-quiet-hours',
    expects: 'A message that comes hours after the access token ended reaches the inbox.',
    source: pipedrive.oauth,
    needs: ['webhook', 'pipedrive', 'clock'],
    check: (stage: VerifyStage) =>
      withRotation(stage, async () => {
        const [scene] = await someScenes(stage, 1);
        if (!scene) return;
        await inTheInbox(stage, [scene], 'the first message');
        stage.pipedrive.expire('access-tokens');
        await stage.advance(5 * HOUR);
        const { text } = await scene.customer.writes(stage.customers.unique('after hours'));
        await inTheInbox(stage, [{ ...scene, hello: text }], 'a message after quiet hours');
      }),
  },
  {
    ...CAPABILITY,
    name: 'tokens/kept-alive-over-sixty-days',
    expects: 'A connection on which nothing happens for 70 days still works: the refresh token is used before its 60 days are over.',
    source: pipedrive.oauth,
    needs: ['webhook', 'pipedrive', 'clock'],
    check: (stage: VerifyStage) =>
      withRotation(stage, async () => {
        const [scene] = await someScenes(stage, 1);
        if (!scene) return;
        await inTheInbox(stage, [scene], 'the first message');
        stage.pipedrive.expire('access-tokens');
        for (let days = 0; days < 70; days += 5) {
          await stage.advance(5 * DAY);
          await stage.settle();
        }
        const { text } = await scene.customer.writes(stage.customers.unique('after a season'));
        await inTheInbox(stage, [{ ...scene, hello: text }], 'a message after seventy quiet days');
      }),
  },
  {
    ...CAPABILITY,
    name: 'tokens/a-dead-connection-is-not-asked-for-ever',
    expects:
      'When the refresh token is refused, the connection waits: a handful of calls in six hours, and messages are still taken in and served.',
    source: pipedrive.oauth,
    needs: ['webhook', 'pipedrive', 'clock'],
    check: (stage: VerifyStage) =>
      withNewConsent(stage, async () => {
        const { customer, conversation } = await begin(stage);
        await within(stage, HOUR, 'the first message in the inbox', () => inInbox(stage, conversation).length > 0);
        stage.pipedrive.faults.add({
          kind: 'fail',
          operationId: 'receiveMessage',
          status: 401,
          code: 'UNAUTHORIZED',
          times: Number.POSITIVE_INFINITY,
        });
        stage.pipedrive.faults.add({
          kind: 'fail',
          operationId: 'requestToken',
          status: 400,
          code: 'invalid_grant',
          times: Number.POSITIVE_INFINITY,
        });
        const refreshes = counted(stage, 'requestToken');
        const calls = counted(stage, 'receiveMessage');
        const { text } = await customer.writes(stage.customers.unique('into a dead connection'));
        await customer.shows(text);
        for (let passed = 0; passed < 6 * HOUR; passed += 30 * MINUTE) {
          await stage.advance(30 * MINUTE);
          await stage.settle();
        }
        stage.expect(refreshes() >= 1, 'the refused access token was never refreshed');
        stage.expect(refreshes() <= 10, `a refused refresh token was tried ${refreshes()} times in six hours`);
        stage.expect(calls() <= 100, `with a refused token the inbox was called ${calls()} times in six hours for one message`);
      }),
  },
] as const satisfies readonly Rule[];

interface Waiting {
  customer: Customer;
  conversation: Conversation;
  hello: string;
}

async function someScenes(stage: VerifyStage, count: number): Promise<Waiting[]> {
  const scenes: Waiting[] = [];
  for (let index = 0; index < count; index++) scenes.push(await begin(stage));
  return scenes;
}

const inTheInbox = (stage: VerifyStage, scenes: readonly Waiting[], what: string) =>
  within(stage, 12 * HOUR, `${what} in the inbox`, () =>
    scenes.every(({ conversation, hello }) => inInbox(stage, conversation, hello).length === 1),
  );

/** Each refresh uses its refresh token up, the strictest thing Pipedrive may do. What went wrong is put right afterwards. */
async function withRotation(stage: VerifyStage, work: () => Promise<void>): Promise<void> {
  const before = stage.pipedrive.snapshot();
  const { rotateRefreshTokens } = stage.pipedrive.settings();
  stage.pipedrive.configure({ rotateRefreshTokens: true });
  let held = false;
  try {
    await work();
    held = true;
  } finally {
    if (held) stage.pipedrive.configure({ rotateRefreshTokens });
    else stage.pipedrive.restore(before);
    stage.pipedrive.faults.clear();
    // The tokens of before may be used up by what happened since.
    if (!held) await stage.reconnect();
    // What waited for a good token goes out before the next rule ends it again: else it is repeated through all of that rule's days.
    if (!held) await passTime(stage, HOUR, 4);
  }
}

/** What ends the connection for good is put right by the user alone. */
async function withNewConsent(stage: VerifyStage, work: () => Promise<void>): Promise<void> {
  try {
    await withFaults(stage.pipedrive, work);
  } finally {
    await stage.reconnect();
  }
}

/** Counts the calls of an operation from now on: a delay of nothing that uses itself up. */
function counted(stage: VerifyStage, operationId: 'requestToken' | 'receiveMessage'): () => number {
  const times = 1_000_000;
  const id = stage.pipedrive.faults.add({ kind: 'delay', operationId, ms: 0, times });
  return () => times - (stage.pipedrive.faults.list().find((fault) => fault.id === id)?.times ?? times);
}
