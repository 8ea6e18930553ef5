import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ConfigError, describeSettings, type Environment, isSandbox, readConfig, settingNames } from '../src/config.ts';

const key = randomBytes(32).toString('base64');
const credentials = {
  PIPEDRIVE_CLIENT_ID: 'client',
  PIPEDRIVE_CLIENT_SECRET: 'client-secret-value',
  WHATSAPP_APP_SECRET: 'app-secret-value',
  WHATSAPP_VERIFY_TOKEN: 'verify-token-value',
  WHATSAPP_ACCESS_TOKEN: 'access-token-value',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_BUSINESS_ACCOUNT_ID: '102290129340398',
};
const live = {
  ...credentials,
  NODE_ENV: 'production',
  ENCRYPTION_KEY: key,
  PUBLIC_URL: 'https://provider.example/',
  CONSOLE_TOKEN: 'console-token-value',
};

function problemsOf(env: Environment, mode: 'sandbox' | 'live' = 'live'): readonly string[] {
  try {
    readConfig(env, mode);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const problem of error.problems) expect(error.message).toContain(problem);
    return error.problems;
  }
}
const named = (problems: readonly string[]) => problems.map((problem) => problem.split(' ')[0]);

describe('isSandbox', () => {
  test('no settings: is the sandbox, also with settings that are no credentials', () => {
    expect(isSandbox({})).toBe(true);
    expect(isSandbox({ PORT: '4000', LOG_LEVEL: 'debug', DATA_DIR: '/tmp/x', CONSOLE_TOKEN: 't', NODE_ENV: 'development' })).toBe(true);
    expect(isSandbox({ WHATSAPP_ACCESS_TOKEN: '' })).toBe(true);
  });

  test.each(Object.entries(credentials))('%s: switches the sandbox off all by itself', (name, value) => {
    expect(isSandbox({ [name]: value })).toBe(false);
  });

  test('NODE_ENV=production: switches the sandbox off', () => {
    expect(isSandbox({ NODE_ENV: 'production' })).toBe(false);
  });
});

describe('readConfig', () => {
  test('the sandbox without settings: has every default', () => {
    expect(readConfig({}, 'sandbox')).toMatchObject({
      mode: 'sandbox',
      production: false,
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      dataDir: expect.stringMatching(/[/\\]data$/),
      pipedrive: { oauthUrl: 'https://oauth.pipedrive.com', apiUrl: 'https://api.pipedrive.com', channels: 'probe' },
      retentionDays: 30,
      whatsapp: { apiUrl: 'https://graph.facebook.com', apiVersion: 'v26.0', messagesPerSecond: 80, readReceipts: 'off' },
      consoleToken: undefined,
      logLevel: 'info',
    });
  });

  test('production with everything: starts, listens everywhere, and takes two secrets and two keys while rotating', () => {
    const old = randomBytes(32).toString('base64');
    const config = readConfig({ ...live, WHATSAPP_APP_SECRET: 'new, old', ENCRYPTION_KEY: `${key}, ${old}`, PORT: '8080' }, 'live');
    expect(config).toMatchObject({ mode: 'live', production: true, host: '0.0.0.0', port: 8080, publicUrl: 'https://provider.example' });
    expect(config.whatsapp.appSecrets).toEqual(['new', 'old']);
    expect(config.encryptionKeys.map((bytes) => bytes.toString('base64'))).toEqual([key, old]);
  });

  test('RETENTION_DAYS: is taken from eight days on; less would forget what repetitions are recognised by', () => {
    expect(readConfig({ RETENTION_DAYS: '8' }, 'sandbox').retentionDays).toBe(8);
    for (const RETENTION_DAYS of ['7', '0', '-1', '8.5', 'never', '3651'])
      expect(named(problemsOf({ RETENTION_DAYS }, 'sandbox'))).toEqual(['RETENTION_DAYS']);
  });

  test('production without settings: lists everything that is missing at once, with what it is', () => {
    const problems = problemsOf({ NODE_ENV: 'production' });
    expect(named(problems).toSorted()).toEqual([...Object.keys(credentials), 'ENCRYPTION_KEY', 'PUBLIC_URL', 'CONSOLE_TOKEN'].toSorted());
    for (const problem of problems) expect(problem).toMatch(/^[A-Z_]+ is missing: .{10,}/);
  });

  test.each(Object.keys(live).filter((name) => name !== 'NODE_ENV'))('%s missing or blank: is the one thing listed', (name) => {
    for (const value of [undefined, '', '  ']) expect(named(problemsOf({ ...live, [name]: value }))).toEqual([name]);
  });

  test.each([
    ['PORT', ['x', '-1', '65536', '3.5', '30 00']],
    ['PUBLIC_URL', ['provider.example', 'ftp://provider.example', '/x', 'javascript:alert(1)']],
    ['PIPEDRIVE_OAUTH_URL', ['nowhere']],
    ['PIPEDRIVE_API_URL', ['file:///etc/passwd']],
    ['WHATSAPP_API_URL', ['graph.facebook.com']],
    ['WHATSAPP_API_VERSION', ['26', 'latest', 'v26', 'v26.0/x']],
    ['WHATSAPP_PHONE_NUMBER_ID', ['+1 555 0783881', '+15550783881', 'abc']],
    ['WHATSAPP_APP_SECRET', [',', ' , ,']],
    ['ENCRYPTION_KEY', ['short', randomBytes(31).toString('base64'), randomBytes(32).toString('hex'), `${key},short`, ',']],
    ['UNINSTALL_GRACE_DAYS', ['soon', '-1', '0.5', '366', 'Infinity']],
    ['WHATSAPP_MESSAGES_PER_SECOND', ['fast', '0', '-1', '0.5', '1001', 'Infinity']],
    ['WHATSAPP_READ_RECEIPTS', ['on', 'true', 'on-fetch']],
    ['CONTACT_NAMES', ['always', 'Follow', 'off']],
    ['GROUP_MESSAGES', ['show', 'TRANSCRIPT', 'true']],
    ['PIPEDRIVE_CHANNELS', ['yes', 'ON', 'true']],
    ['LOG_LEVEL', ['loud', 'INFO']],
    ['DATABASE_URL', ['postgres://user:database-password@db/provider']],
  ])('%s with a bad value: is named, and its value is not repeated', (name, values) => {
    for (const value of values) {
      const problems = problemsOf({ ...live, [name]: value });
      expect(named(problems), value).toEqual([name]);
      if (value.length > 3) expect(problems.join()).not.toContain(value);
    }
  });

  test('several bad and missing values: are all named at once, in either mode', () => {
    const bad = {
      PORT: 'x',
      LOG_LEVEL: 'loud',
      WHATSAPP_API_VERSION: '26',
      PIPEDRIVE_CHANNELS: 'maybe',
      PUBLIC_URL: 'x',
      ENCRYPTION_KEY: 'x',
    };
    expect(named(problemsOf(bad, 'sandbox')).toSorted()).toEqual(Object.keys(bad).toSorted());
    const { WHATSAPP_ACCESS_TOKEN: _, ...rest } = live;
    expect(named(problemsOf({ ...rest, ...bad })).toSorted()).toEqual([...Object.keys(bad), 'WHATSAPP_ACCESS_TOKEN'].toSorted());
  });

  test('DATABASE_URL: is refused with the reason and the way out', () => {
    expect(problemsOf({ ...live, DATABASE_URL: 'postgres://db/provider' })).toEqual([
      expect.stringMatching(/only the embedded engine: unset it to use DATA_DIR/),
    ]);
  });

  test('blanks around a value: do not count', () => {
    expect(readConfig({ PORT: ' 4000 ', LOG_LEVEL: ' debug ', WHATSAPP_VERIFY_TOKEN: ' t ' }, 'sandbox')).toMatchObject({
      port: 4000,
      logLevel: 'debug',
      whatsapp: { verifyToken: 't' },
    });
  });
});

describe('describeSettings', () => {
  test('secrets: are shown as set only, everything else as it is, and what is unset not at all', () => {
    const shown = describeSettings({ ...live, DATABASE_URL: 'postgres://user:database-password@db/x', LOG_LEVEL: '', HOME: '/root' });
    expect(shown).toEqual({
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://provider.example/',
      DATABASE_URL: 'set',
      ENCRYPTION_KEY: 'set',
      PIPEDRIVE_CLIENT_ID: 'client',
      PIPEDRIVE_CLIENT_SECRET: 'set',
      WHATSAPP_APP_SECRET: 'set',
      WHATSAPP_VERIFY_TOKEN: 'set',
      WHATSAPP_ACCESS_TOKEN: 'set',
      WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
      WHATSAPP_BUSINESS_ACCOUNT_ID: '102290129340398',
      CONSOLE_TOKEN: 'set',
    });
  });

  test('every setting whose name says secret, token or key: counts as a secret', () => {
    const env = Object.fromEntries(settingNames.map((name) => [name, 'value']));
    const shown = describeSettings(env);
    const secret = settingNames.filter((name) => /SECRET|TOKEN|KEY|DATABASE_URL/.test(name));
    expect(secret.filter((name) => shown[name] !== 'set')).toEqual([]);
  });
});

describe('README', () => {
  const readme = () => readFileSync(new URL('../README.md', import.meta.url), 'utf8');

  test('every setting: is described in the README', () => {
    const text = readme();
    expect(settingNames.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  test('every setting of the README: exists', () => {
    const mentioned = [...readme().matchAll(/`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|PORT|HOST)`/g)].map(([, name]) => name as string);
    expect(mentioned).not.toEqual([]);
    expect([...new Set(mentioned)].filter((name) => !(settingNames as readonly string[]).includes(name))).toEqual([]);
  });
});
