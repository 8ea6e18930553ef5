import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { aliases } from '../../src/cli/aliases/command.ts';
import { type Stage, startStage } from '../contract/stage.ts';
import { changeOf, deliveryOf, textMessage } from '../support/webhooks.ts';

const [LONG, SHORT] = ['5511987654321', '551187654321'];

async function run(env: Record<string, string>, ...args: string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const exitCode = await aliases(
    args,
    env,
    (line) => out.push(line),
    (line) => errors.push(line),
  );
  return { exitCode, out: out.join('\n'), errors: errors.join('\n') };
}

describe('npm run aliases, beside a running provider', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
    const contact = { wa_id: LONG, user_id: 'BR.1', profile: { name: 'Ana Pereira', username: '@ana' } };
    await stage.deliver(deliveryOf(changeOf({ messages: [textMessage('with the 9', { from: LONG })], contacts: [contact] })));
    await stage.deliver(deliveryOf(changeOf({ messages: [textMessage('without', { from: SHORT })] })));
  });
  afterAll(() => stage.stopAll());
  const cli = (...args: string[]) => run({ DATA_DIR: stage.dataDir }, ...args);
  const contactId = () => stage.rows("SELECT contact_id FROM alias_links WHERE value = 'BR.1'")[0]?.['contact_id'] as string;
  const conversations = async () => (await stage.conversations()).map(({ messages }) => messages?.map(({ message }) => message).reverse());

  test('list: shows a person with every link and its reason, by whatever they are meant', async () => {
    const conversation = (await stage.conversations())[0]?.id ?? '';
    for (const target of [`+${LONG}`, SHORT, '+55 11 98765-4321', 'BR.1', '@ana', contactId(), conversation]) {
      const { exitCode, out } = await cli('list', target);
      expect(exitCode, target).toBe(0);
      expect(out).toContain(`${contactId()}  Ana Pereira  @ana`);
      expect(out).toContain(`conversation ${conversation}, answers go to +${SHORT}`);
      expect(out).toMatch(/\+5511987654321 +number +since 20\S+ \S+ UTC {2}the contact began with it/);
      expect(out).toMatch(/\+551187654321 +number +since .* another form of \+5511987654321/);
      expect(out).toMatch(/BR\.1 +user id +since .* the contact began with it/);
    }
  });

  test('unlink and link: take effect at once in the running provider, can be undone, and nothing of it is logged', async () => {
    const logged = stage.logLines.length;
    const unlinked = await cli('unlink', SHORT);
    expect(unlinked).toMatchObject({ exitCode: 0, errors: '' });
    expect(unlinked.out).toContain(`To undo it: npm run aliases -- link +${SHORT} --to ${contactId()}`);
    await stage.deliver(deliveryOf(changeOf({ messages: [textMessage('somebody else', { from: SHORT })] })));
    expect(await conversations()).toEqual([['somebody else'], ['with the 9', 'without']]);
    expect((await cli('list', SHORT)).out).toMatch(/from .* to .* UTC {2}another form of \+5511987654321; taken away by an operator/);

    const linked = await cli('link', `+${SHORT}`, '--to', contactId());
    expect(linked.exitCode).toBe(0);
    expect(linked.out).toMatch(/leads to pt_\S+, no longer to pt_/);
    await stage.deliver(deliveryOf(changeOf({ messages: [textMessage('Ana after all', { from: SHORT })] })));
    expect(await conversations()).toEqual([['somebody else'], ['with the 9', 'without', 'Ana after all']]);
    expect((await cli('list', SHORT)).out).toContain('linked by an operator');
    expect(stage.logLines.slice(logged).join('\n')).not.toMatch(/551187654321|5511987654321/);
  });

  test.each([
    ['an unknown number', ['list', '+15550001111'], 1, 'Nobody is or was known by +15550001111'],
    ['unlink of what nobody has', ['unlink', '+15550001111'], 1, 'Nobody has +15550001111 now'],
    ['link to nobody', ['link', `+${LONG}`, '--to', 'pt_x'], 1, 'There is no contact pt_x'],
    ['link without a contact', ['link', `+${LONG}`], 2, '--to'],
    ['list with a contact to link to', ['list', `+${LONG}`, '--to', 'pt_x'], 2, '--to'],
    ['unlink of a user name', ['unlink', '@ana'], 2, 'npm run aliases -- list @ana'],
    ['a channel that is not there', ['list', `+${LONG}`, '--channel', 'ch_x'], 1, 'There is no channel ch_x'],
    ['another command', ['merge', 'x'], 2, 'list, unlink or link'],
    ['no number', ['list'], 2, 'list takes one number or id'],
    ['an unknown option', ['list', 'x', '--force'], 2, '--help'],
  ])('%s: says what to do', async (_what, args, exitCode, words) => {
    const answer = await cli(...args);
    expect(answer).toMatchObject({ exitCode, out: '' });
    expect(answer.errors).toContain(words);
  });

  test('link of an alias the contact has already: is refused', async () => {
    expect(await cli('link', LONG, '--to', contactId())).toMatchObject({
      exitCode: 1,
      errors: 'That alias leads to this contact already.',
    });
  });

  test('an alias that two channels have: asks for the channel', async () => {
    const other = await stage.addChannel('206540352242922');
    await stage.deliver(deliveryOf(changeOf({ messages: [textMessage('hi', { from: LONG })], phone: '206540352242922' })));
    const refused = await cli('unlink', LONG);
    expect(refused.exitCode).toBe(1);
    expect(refused.errors).toContain(other.id);
    expect((await cli('unlink', LONG, '--channel', other.id)).exitCode).toBe(0);
    expect((await cli('unlink', LONG)).exitCode).toBe(0);
    expect((await cli('link', LONG, '--to', contactId())).exitCode).toBe(0);
  });

  test('--help: tells the commands', async () => {
    for (const args of [[], ['--help'], ['list', '-h']]) expect((await cli(...args)).out).toContain('npm run aliases -- unlink');
  });
});

describe('npm run aliases, on a folder', () => {
  let folder = '';
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const fresh = async () => {
    folder = await mkdtemp(join(tmpdir(), 'aliases-'));
    return folder;
  };

  test('without a database: says where it looked and what to do, and makes none', async () => {
    const { exitCode, errors } = await run({ DATA_DIR: await fresh() }, 'list', '1');
    expect(exitCode).toBe(1);
    expect(errors).toContain(`There is no database in ${folder}`);
    expect(errors).toContain('--data');
  });

  test('with what is no database: says so', async () => {
    await writeFile(join(await fresh(), 'provider.db'), 'no database at all, but a text that is long enough');
    expect(await run({}, 'list', '1', '--data', folder)).toMatchObject({ exitCode: 1, errors: expect.stringContaining('cannot be read') });
  });

  test("with a database of another version, the sandbox's among them: leaves it alone", async () => {
    await mkdir(join(await fresh(), 'sandbox'));
    const path = join(folder, 'sandbox', 'provider.db');
    const db = new DatabaseSync(path);
    db.exec('CREATE TABLE schema_migrations (version INTEGER PRIMARY KEY); INSERT INTO schema_migrations VALUES (5)');
    db.close();
    expect(await run({ DATA_DIR: folder }, 'list', '1')).toMatchObject({
      exitCode: 1,
      errors: expect.stringMatching(new RegExp(`^${path} was written by another version`)),
    });
  });
});
