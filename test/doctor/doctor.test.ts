import { once } from 'node:events';
import { createServer } from 'node:net';
import { generate } from 'selfsigned';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { faults } from '../../src/doctor/faults.ts';
import { manifestFor } from '../../src/domain/manifest.ts';
import type { Installation } from '../../src/store/records.ts';
import type { Store } from '../../src/store/store.ts';
import { passOn, startProxy } from './proxy.ts';
import { type DoctorStage, startDoctorStage } from './stage.ts';

const DAY = 24 * 3_600_000;
/** Nobody listens there: discard, which no machine of ours runs. */
const NOBODY = 'http://127.0.0.1:9';

let stage: DoctorStage;
let untouched: ReturnType<DoctorStage['simulators']['snapshot']>;
beforeAll(async () => {
  stage = await startDoctorStage();
  untouched = stage.simulators.snapshot();
});
afterEach(async () => {
  stage.proxy.meddle = passOn;
  await stage.simulators.restore(untouched);
});
afterAll(() => stage.stop());

/** Each proves one fault of the catalogue; the last test of this file compares both. */
const proven = new Set<string>();
const finds = (fault: keyof typeof faults, how: string, look: () => Promise<string[]>): void => {
  proven.add(fault);
  test(`${fault}: ${how}`, async () => {
    expect(await look()).toContain(fault);
  });
};
/** The store with something in it that the real one has only in other circumstances. */
const withInstallations = (change: (row: Installation) => Installation): Pick<Store, 'installations'> & Store => ({
  ...stage.app.store,
  installations: async () => (await stage.app.store.installations()).map(change),
});

test('a set-up that is right: nothing is wrong but that the address of this test is not https', async () => {
  const findings = await stage.examine();
  expect(findings.filter(({ status }) => status === 'failed' || status === 'warning').map(({ fault }) => fault)).toEqual([
    'public-url-not-https',
  ]);
  expect(findings.filter(({ status }) => status === 'ok').length).toBeGreaterThan(12);
  // The uploaded manifest, and a file of a message, nobody has given.
  expect(
    findings
      .filter(({ status }) => status === 'skipped')
      .map(({ check }) => check)
      .sort(),
  ).toEqual(['head', 'manifest']);
});

test('nothing that it says holds a secret', async () => {
  const secrets = Object.values(stage.simulators.credentials);
  stage.simulators.whatsapp.configure({ accessToken: 'EAAanother' });
  const said = JSON.stringify(await stage.examine());
  expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
});

describe('the public address', () => {
  finds('public-url-not-https', 'an http address, live', async () => (await stage.examine()).flatMap(({ fault }) => fault ?? []));
  finds('public-url-unresolved', 'a name that no server knows', () => stage.faults({ PUBLIC_URL: 'http://provider.invalid' }));
  finds('public-url-unreachable', 'an address where nobody listens', () => stage.faults({ PUBLIC_URL: NOBODY }));
  finds('public-url-certificate', 'a certificate that no authority signed', async () => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
    const proxy = await startProxy({ key, cert });
    try {
      return await stage.faults({ PUBLIC_URL: proxy.url });
    } finally {
      await proxy.stop();
    }
  });
  finds('public-url-elsewhere', 'another program', () => {
    stage.proxy.meddle = (_incoming, outgoing) => {
      outgoing.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome to nginx</h1>');
      return 'answered';
    };
    return stage.faults();
  });

  test('public-url-elsewhere: a provider with other keys, and one behind a redirect', async () => {
    expect(await stage.faults({ ENCRYPTION_KEY: Buffer.alloc(32, 6).toString('base64') })).toContain('public-url-elsewhere');
    stage.proxy.meddle = (incoming, outgoing) => {
      outgoing.writeHead(301, { location: `https://elsewhere.example${incoming.url}` }).end();
      return 'answered';
    };
    const [found] = (await stage.examine()).filter(({ fault }) => fault === 'public-url-elsewhere');
    expect(found?.found).toContain('leads to https://elsewhere.example');
  });

  test('what lies behind an address that is not reached is not judged', async () => {
    const findings = await stage.examine({ PUBLIC_URL: NOBODY });
    const behind = findings.filter(({ check }) => ['head', 'webhook', 'manifest'].includes(check));
    expect(behind.map(({ status }) => status)).toEqual(['skipped', 'skipped', 'skipped']);
  });
});

describe('HEAD', () => {
  finds('head-refused', 'a proxy that lets GET and POST through only', () => {
    stage.proxy.meddle = (incoming, outgoing, body) => {
      if (incoming.method !== 'HEAD') return body;
      outgoing.writeHead(405).end();
      return 'answered';
    };
    return stage.faults();
  });
});

describe("Meta's webhook", () => {
  finds('verify-token-differs', 'the provider was started with another', () => stage.faults({ WHATSAPP_VERIFY_TOKEN: 'another' }));
  finds('webhook-blocked', 'a login page in front', () => {
    stage.proxy.meddle = (incoming, outgoing, body) => {
      if (!incoming.url?.startsWith('/webhooks')) return body;
      outgoing.writeHead(403, { 'content-type': 'text/html' }).end('<h1>Are you a robot?</h1>');
      return 'answered';
    };
    return stage.faults();
  });
  finds('signature-differs', 'a proxy that reads and writes the JSON anew', () => {
    stage.proxy.meddle = (_incoming, _outgoing, body) =>
      body.length > 0 ? Buffer.from(JSON.stringify(JSON.parse(body.toString()))) : body;
    return stage.faults();
  });
  finds('signature-not-checked', 'something that answers everything with 200', () => {
    stage.proxy.meddle = (incoming, outgoing, body) => {
      if (incoming.method !== 'POST') return body;
      outgoing.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      return 'answered';
    };
    return stage.faults();
  });

  test('signature-differs: the provider was started with another secret', async () => {
    expect(await stage.faults({ WHATSAPP_APP_SECRET: 'another' })).toContain('signature-differs');
  });
});

describe('WhatsApp', () => {
  finds('app-secret-wrong', 'the secret of another app', () => {
    stage.simulators.whatsapp.configure({ appSecret: 'the real one' });
    return stage.faults();
  });
  finds('webhook-address-differs', "another tool has the app's webhooks", () => {
    stage.simulators.whatsapp.configure({ webhookUrl: 'https://other-tool.example/hook' });
    return stage.faults();
  });
  finds('not-subscribed', 'the app gets no webhooks of the account', () => {
    stage.simulators.whatsapp.configure({ app: { subscribedTo: [] } });
    return stage.faults();
  });
  finds('whatsapp-unreachable', 'no way out', () => stage.faults({ WHATSAPP_API_URL: NOBODY }));
  finds('token-refused', 'a token that was withdrawn', () => {
    stage.simulators.whatsapp.revoke('access-token');
    return stage.faults();
  });
  finds('token-ends-soon', "the dashboard's token, for a day", () => {
    stage.simulators.whatsapp.configure({ app: { tokenExpiresAt: stage.simulators.clock.now() + DAY } });
    return stage.faults();
  });
  finds('templates-forbidden', 'a token without the permission to manage', () => {
    stage.simulators.whatsapp.configure({ app: { scopes: ['whatsapp_business_messaging'] } });
    return stage.faults();
  });
  finds('sending-forbidden', 'a token without the permission to send', () => {
    stage.simulators.whatsapp.configure({ app: { scopes: ['whatsapp_business_management'] } });
    return stage.faults();
  });
  const asChannel = (change: object) =>
    stage.faults({}, { store: { ...stage.app.store, channels: async () => [{ ...stage.app.channel, ...change }] } });
  finds('number-unknown', 'the number itself was entered in the place of its id', () => asChannel({ phoneNumberId: '15550783881' }));
  finds('number-of-another-account', 'two accounts were mixed up', async () => {
    const number = { id: '999', displayNumber: '15550000009', businessAccountId: '888' };
    const two = await startDoctorStage({ phoneNumbers: [...stage.simulators.phoneNumbers, number] });
    try {
      return await two.faults(
        {},
        { store: { ...two.app.store, channels: async () => [{ ...two.app.channel, businessAccountId: '888' }] } },
      );
    } finally {
      await two.stop();
    }
  });
  finds('number-blocked', 'no payment method', () => {
    stage.simulators.whatsapp.configure({ health: { canSend: 'BLOCKED', reason: 'The payment method cannot be charged.' } });
    return stage.faults();
  });
  finds('number-limited', 'a display name under review', () => {
    stage.simulators.whatsapp.configure({ health: { canSend: 'LIMITED', reason: 'The display name is still under review.' } });
    return stage.faults();
  });
});

describe('the clock', () => {
  finds('clock-skewed', 'ten minutes ahead', () => stage.faults({}, { clock: { ...systemClock, now: () => systemClock.now() + 600_000 } }));
});

describe('Pipedrive', () => {
  finds('pipedrive-unreachable', 'no way out', () => stage.faults({ PIPEDRIVE_OAUTH_URL: NOBODY }));
  finds('client-refused', 'a client secret that was copied wrongly', () => stage.faults({ PIPEDRIVE_CLIENT_SECRET: 'wrong' }));
  finds('not-installed', 'nobody has installed the app', () =>
    stage.faults({}, { store: { ...stage.app.store, installations: () => [] } }),
  );
  finds('installation-paused', 'the user took the app away', () => {
    stage.simulators.pipedrive.revoke('installation');
    return stage.faults();
  });
  finds('plan-ended', "the company's trial is over", () => {
    stage.simulators.pipedrive.configure({ plan: 'ended' });
    return stage.faults();
  });
  finds('scope-missing', 'installed before the scope was ticked', () =>
    stage.faults({}, { store: withInstallations((row) => ({ ...row, scopes: ['base'] })) }),
  );
  finds('nobody-is-admin', 'a salesperson installed', () =>
    stage.faults({}, { store: withInstallations((row) => ({ ...row, isAdmin: false })) }),
  );
  finds('connection-ages', 'the provider stood still for seven weeks', () =>
    stage.faults({}, { store: withInstallations((row) => ({ ...row, refreshedAt: systemClock.now() - 51 * DAY })) }),
  );

  test('installation-paused: says what was noted when it was paused', async () => {
    const store = withInstallations((row) => ({ ...row, state: 'paused', note: 'Pipedrive no longer accepts the refresh token' }));
    const findings = await stage.examine({}, { store });
    expect(findings.find(({ fault }) => fault === 'installation-paused')?.found).toBe('Pipedrive no longer accepts the refresh token');
  });
});

describe('the manifest', () => {
  const uploaded = (manifest: unknown) => stage.faults({}, { uploadedManifest: { manifest } });
  finds('manifest-not-served', 'the provider was started with another PUBLIC_URL', () => {
    stage.proxy.meddle = (incoming, outgoing, body) => {
      if (incoming.url !== '/manifest.json') return body;
      outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(manifestFor('https://old.example')));
      return 'answered';
    };
    return stage.faults();
  });
  finds('manifest-unreadable', 'a file that is not there', () =>
    stage.faults({}, { uploadedManifest: { unreadable: 'old.json: no such file' } }),
  );
  finds('manifest-differs', 'the address has changed since it was uploaded', () => uploaded(manifestFor('https://old.example')));

  test('the uploaded one that is right', async () => {
    expect(await uploaded(manifestFor(stage.proxy.url))).toEqual([]);
  });

  test.each([
    ['another version', { version: 'v1', endpoints: {} }],
    ['no object', 'manifest'],
    ['nothing', null],
    ['a key that is missing', { ...manifestFor('http://x'), endpoints: {} }],
  ])('manifest-differs: %s', async (_what, manifest) => {
    expect(await uploaded(manifest)).toEqual(['manifest-differs']);
  });
});

test('a vendor that takes the call and never answers is told as unreachable, not waited for', async () => {
  const mute = createServer(() => {}).listen(0, '127.0.0.1');
  await once(mute, 'listening');
  const { port } = mute.address() as { port: number };
  try {
    expect(await stage.faults({ WHATSAPP_API_URL: `http://127.0.0.1:${port}` })).toContain('whatsapp-unreachable');
  } finally {
    mute.close();
  }
});

test('every fault of the catalogue has a test that produces it', () => {
  expect([...proven].sort()).toEqual(Object.keys(faults).sort());
});
