import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProvider, type TestProvider, until } from '../support/provider.ts';
import { useBrowser } from './stage.ts';

const ANA = '15551230001';
const NUMBER = '106540352242922';
const MANY = 10_000;

let sandbox: TestProvider;
beforeAll(async () => {
  sandbox = await startProvider();
  const { whatsapp, pipedrive } = sandbox.peers;
  // The first one takes the way of all messages; the others are put where it arrived.
  await fetch(`${sandbox.url}/playground/chats/${ANA}/${NUMBER}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'message 0' }),
  });
  await until(() => pipedrive.conversations(sandbox.channelId)[0]?.participants.length === 2, 'the first message in the inbox');
  const began = Date.now() - MANY * 60_000;
  for (let index = 1; index < MANY; index += 1) whatsapp.note(Buffer.from(delivery(index, Math.floor(began / 1000) + index * 60)));
  pipedrive.restore(grown(pipedrive.snapshot()));
});
afterAll(() => sandbox.stopAll());
const browser = useBrowser();

const delivery = (index: number, seconds: number): string => {
  const messages = [{ from: ANA, id: `wamid.${index}`, timestamp: String(seconds), type: 'text', text: { body: `message ${index}` } }];
  const metadata = { display_phone_number: '15550783881', phone_number_id: NUMBER };
  const value = { messaging_product: 'whatsapp', metadata, contacts: [{ profile: { name: 'Ana' }, wa_id: ANA }], messages };
  return JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'messages', value }] }] });
};

/** The inbox with as many messages in its only conversation. */
function grown(snapshot: unknown): unknown {
  const { channels } = snapshot as { channels: { inbox: { conversations: [string, { messages: { id: string; text: string }[] }][] } }[] };
  const conversation = channels[0]?.inbox.conversations[0]?.[1];
  const [first] = conversation?.messages ?? [];
  if (!conversation || !first) throw new Error('the inbox has no message to begin with');
  conversation.messages = Array.from({ length: MANY }, (_none, index) =>
    index === 0 ? first : { ...first, id: `ms_x_${index}`, text: `message ${index}` },
  );
  return snapshot;
}

test('talk: of ten thousand messages on either side only those in sight are in the page, and all can be reached', async () => {
  const page = await browser.open(sandbox.url);
  for (const name of ['Messages on the phone', 'Messages in the inbox']) {
    const side = page.getByRole('region', { name });
    await side.getByText(`message ${MANY - 1}`, { exact: true }).waitFor();
    const inPage = () => side.locator('.bubble').count();
    expect(await inPage()).toBeLessThan(60);
    const oldest = side.getByText('message 0', { exact: true });
    // Each time the beginning of what was read comes into sight, the page before it is read.
    for (let presses = 0; (await oldest.count()) === 0; presses += 1) {
      expect(presses, 'presses of Home').toBeLessThan(2000);
      await side.press('Home');
    }
    await oldest.waitFor();
    expect(await inPage()).toBeLessThan(60);
    await side.press('End');
    await side.getByText(`message ${MANY - 1}`, { exact: true }).waitFor();
    // A frame of scrolling through all of them takes no longer than one of a short conversation would.
    const slowest = await side.evaluate(async (scroller) => {
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      let worst = 0;
      for (let step = 0; step < 60; step += 1) {
        scroller.scrollTop -= 400;
        const from = performance.now();
        scroller.getBoundingClientRect();
        await frame();
        worst = Math.max(worst, performance.now() - from);
      }
      return worst;
    });
    expect(slowest).toBeLessThan(500);
  }
}, 240_000);
