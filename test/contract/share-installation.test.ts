import { afterEach, beforeEach, expect, test } from 'vitest';
import { consented, createBrowser } from './browser.ts';
import {
  keepsFaultsIn,
  notifier,
  refusesMasses,
  refusesNonsense,
  refusesOthers,
  tellsOfStore,
  waitsNotForEver,
  wantsJson,
} from './install-notices.ts';
import { proves } from './proof.ts';
import { type Stage, startStage } from './stage.ts';

const SAM = { company_id: 12345678, user_id: 23456789 };
let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const notify = notifier('POST', () => ({ ...SAM, isShared: true }));
const shared = async () => (await stage.app.store.installationByUser({ companyId: SAM.company_id, userId: SAM.user_id }))?.shared;

test('shareInstallation 200: is kept with the installation, and changes nothing else', async () => {
  const browser = createBrowser(stage);
  await browser.open(await consented(stage, browser));
  expect(await shared()).toBeNull();
  expect(proves(await notify(stage)).json).toEqual({ success: true });
  expect(await shared()).toBe(true);
  proves(await notify(stage, { body: { ...SAM, isShared: false } }));
  expect(await shared()).toBe(false);
  expect(await stage.app.store.installations()).toHaveLength(2);
});

test('shareInstallation 200: of somebody who is not known: answered, not kept', async () => {
  proves(await notify(stage, { body: { ...SAM, company_id: '99', isShared: true } }));
  expect(await shared()).toBeUndefined();
});

test('shareInstallation 400: what is no notice', () => refusesNonsense(stage, notify));
test('shareInstallation 401: only the pair of the app opens', () => refusesOthers(stage, notify));
test('shareInstallation 408: a body that stalls', () => waitsNotForEver('POST'));
test('shareInstallation 413: more than a megabyte', () => refusesMasses(stage, notify));
test('shareInstallation 415: another type', () => wantsJson(stage, notify));
test('shareInstallation 500: a fault of ours keeps its words inside', () => keepsFaultsIn(stage, notify));
test('shareInstallation 503: without the store nothing is kept, and a repeat works', () => tellsOfStore(stage, notify));
