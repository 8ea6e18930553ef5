import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWhatsAppSimulator, type WhatsAppSimulator } from '../../mocks/whatsapp/simulator.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { proves } from './proof.ts';
import {
  type Ask,
  hidesChannels,
  keepsFaultsInside,
  refusesLongIds,
  refusesStrangers,
  respectsTheSwitch,
  saysStoreIsAway,
  slowsDown,
  tellsOfSuspension,
} from './refusals.ts';
import { START, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const ask: Ask = ({ call, channelId: own }, { channelId = own, ...options } = {}) => call(`/api/channels/${channelId}/templates`, options);
const fail = (times = 1) => stage.peers.whatsapp.faults.failNext('listTemplates', { status: 500, code: 131000, times });

test('getTemplates 200: approved templates only, with the text of their body', async () => {
  const { templates } = proves(await ask(stage)).json.data;
  expect(templates.map(({ name, language }: { name: string; language: string }) => `${name} ${language}`)).toEqual([
    'berth_reminder en_US',
    'berth_reminder pt_PT',
    'season_offer en_US',
  ]);
  expect(templates[1].content).toBe('Olá {{1}}, o seu lugar está reservado até {{2}}.');
});

test('getTemplates 200: all pages of a long catalogue, whatever is not approved left out', async () => {
  const many: WhatsAppSimulator = createWhatsAppSimulator({
    clock: createVirtualClock(START),
    appSecret: 'secret',
    accessToken: 'EAAmany',
    phoneNumbers: [{ id: '106540352242922', displayNumber: '15550783881', businessAccountId: '102290129340398' }],
    webhookUrl: () => stage.url,
    templates: Array.from({ length: 325 }, (_, index) => ({
      id: String(index),
      name: `template_${index}`,
      language: 'en_US',
      status: index % 5 === 0 ? 'REJECTED' : 'APPROVED',
      category: 'UTILITY',
      components: [{ type: 'BODY', text: `text ${index}` }],
    })),
  });
  await stage.stopAll();
  stage = await startStage({ env: { WHATSAPP_API_URL: await many.start(), WHATSAPP_ACCESS_TOKEN: 'EAAmany' } });
  try {
    const { templates } = proves(await ask(stage)).json.data;
    const expected = [...Array(325).keys()].filter((index) => index % 5 !== 0).map(String);
    expect(templates.map(({ id }: { id: string }) => id)).toEqual(expected);
    expect(many.violations).toEqual([]);
  } finally {
    await many.stop();
  }
});

test('getTemplates 200: the catalogue is kept for five minutes, and longer while WhatsApp is away', async () => {
  const first = proves(await ask(stage));
  fail();
  expect(proves(await ask(stage)).text).toBe(first.text);
  await stage.clock.advance(5 * 60_000);
  // The failure set above is still unused, and meets the call that asks WhatsApp again.
  expect(proves(await ask(stage)).text).toBe(first.text);
  expect(proves(await ask(stage)).text).toBe(first.text);
});

test('getTemplates 503: WhatsApp does not hand over a catalogue that we never had; the next call asks again', async () => {
  fail();
  const { json } = proves(await ask(stage));
  expect(json.data.code).toBe('UNAVAILABLE');
  expect((await ask(stage)).status).toBe(200);
});

test('getTemplates 503: WhatsApp breaks off, or answers what no catalogue looks like', async () => {
  stage.peers.whatsapp.faults.dropNext('listTemplates', { afterHandling: false });
  proves(await ask(stage));
  fail();
  const [one, two] = await Promise.all([ask(stage), ask(stage)]);
  proves(one);
  expect(two.text).toBe(one.text);
});

test('getTemplates 400: an id in the path that is too long or wrongly encoded is refused', () => refusesLongIds(stage, ask));
test('getTemplates 401: only the pair of the app opens, compared as a whole', () => refusesStrangers(stage, ask));
test('getTemplates 401: a suspended account is named as such', () => tellsOfSuspension(stage, ask));
test('getTemplates 403: a channel that was switched off answers nothing', () => respectsTheSwitch(stage, ask));
test('getTemplates 404: unknown and deleted channels look alike', () => hidesChannels(stage, ask));
test('getTemplates 429: a channel beyond its share is told when to come back', () => slowsDown(ask));
test('getTemplates 500: a fault of ours keeps its words inside', () => keepsFaultsInside(stage, ask));
test('getTemplates 503: without the store nothing is answered, and a repeat works', () => saysStoreIsAway(stage, ask));
