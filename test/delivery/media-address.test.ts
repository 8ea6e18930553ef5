import type { LookupAddress } from 'node:dns';
import { expect, test } from 'vitest';
import { isPublicAddress, judgeMediaAddress, publicLookup } from '../../src/delivery/media-address.ts';

const API = 'https://graph.facebook.com';

test('address: WhatsApp’s hosts over https, and the configured API whatever it is', () => {
  for (const address of [
    'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1',
    'https://scontent.xx.fbcdn.net/x',
    'https://mmg.whatsapp.net/x',
  ])
    expect(judgeMediaAddress(address, API), address).toBe('vendor');
  expect(judgeMediaAddress('https://graph.facebook.com/x', API)).toBe('api');
  expect(judgeMediaAddress('http://127.0.0.1:4001/x', 'http://127.0.0.1:4001/base')).toBe('api');
});

test('address: everything else is refused', () => {
  for (const address of [
    'http://lookaside.fbsbx.com/x',
    'https://lookaside.fbsbx.com:8443/x',
    'https://user:password@lookaside.fbsbx.com/x',
    'https://fbsbx.com.evil.example/x',
    'https://evilfbsbx.com/x',
    'https://lookaside.fbsbx.com.:443@evil.example/x',
    'https://lookaside.fbsbx.com@evil.example/x',
    'https://evil.example/lookaside.fbsbx.com',
    'https://evil.example#.fbsbx.com',
    'https://graph.facebook.com:444/x',
    'http://graph.facebook.com/x',
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'file:///etc/passwd',
    'ftp://lookaside.fbsbx.com/x',
    'data:text/plain,x',
    '//lookaside.fbsbx.com/x',
    'lookaside.fbsbx.com',
    '',
  ])
    expect(judgeMediaAddress(address, API), address).toBeUndefined();
});

test.each([
  ['8.8.8.8', true],
  ['157.240.1.1', true],
  ['172.15.255.255', true],
  ['172.32.0.0', true],
  ['2a03:2880:f003::1', true],
  ['0.0.0.0', false],
  ['10.1.2.3', false],
  ['100.64.0.1', false],
  ['127.0.0.1', false],
  ['169.254.169.254', false],
  ['172.16.0.1', false],
  ['172.31.255.255', false],
  ['192.168.1.1', false],
  ['198.18.0.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::', false],
  ['::1', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:8.8.8.8', false],
  ['64:ff9b::7f00:1', false],
  ['fc00::1', false],
  ['fd12:3456::1', false],
  ['fe80::1', false],
  ['ff02::1', false],
  ['2001:0:1::1', false],
  ['2001:db8::1', false],
  ['2002:7f00:1::1', false],
  ['localhost', false],
  ['', false],
])('public address: %s is %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});

const lookup = (found: LookupAddress[] | Error, all: boolean) =>
  new Promise<unknown[]>((resolve) => {
    const resolver = ((_host: string, _options: object, callback: (...outcome: unknown[]) => void) =>
      found instanceof Error ? callback(found) : callback(null, found)) as never;
    publicLookup(resolver)('lookaside.fbsbx.com', { all }, (...outcome: unknown[]) => resolve(outcome));
  });

test('name resolution: private answers are left out, and a name with nothing else is refused', async () => {
  const mixed = [
    { address: '10.0.0.1', family: 4 },
    { address: '157.240.1.1', family: 4 },
  ];
  expect(await lookup(mixed, true)).toEqual([null, [mixed[1]]]);
  expect(await lookup(mixed, false)).toEqual([null, '157.240.1.1', 4]);
  for (const all of [true, false]) {
    const [error] = await lookup(mixed.slice(0, 1), all);
    expect(error).toMatchObject({ code: 'EACCES' });
    expect((await lookup(new Error('no such name'), all))[0]).toMatchObject({ message: 'no such name' });
  }
});
