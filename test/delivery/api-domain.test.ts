import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createApiDomainCheck } from '../../src/delivery/api-domain.ts';

const live = createApiDomainCheck('https://api.pipedrive.com');
const overridden = createApiDomainCheck('http://127.0.0.1:4002');

test('api_domain: a company below pipedrive.com is taken, without an end slash', () => {
  for (const check of [live, overridden]) {
    expect(check('https://harbour-sales.pipedrive.com')).toBe('https://harbour-sales.pipedrive.com');
    expect(check('https://harbour-sales.pipedrive.com/')).toBe('https://harbour-sales.pipedrive.com');
    expect(check('HTTPS://Harbour.PIPEDRIVE.com')).toBe('https://harbour.pipedrive.com');
  }
  expect(overridden('http://127.0.0.1:4002/company/harbour-sales')).toBe('http://127.0.0.1:4002/company/harbour-sales');
});

test.each([
  'http://harbour-sales.pipedrive.com',
  'https://pipedrive.com',
  'https://evilpipedrive.com',
  'https://pipedrive.com.evil.example',
  'https://evil.example/.pipedrive.com',
  'https://evil.example#.pipedrive.com',
  'https://evil.example?.pipedrive.com',
  'https://harbour.pipedrive.com@evil.example',
  'https://user:secret@harbour.pipedrive.com',
  'https://harbour.pipedrive.com:8443',
  'https://harbour.pipedrive.com/?to=x',
  'https://harbour.pipedrive.com\\@evil.example',
  'https://127.0.0.1',
  'https://[::1]',
  'http://169.254.169.254',
  'http://127.0.0.1:4003',
  'https://127.0.0.1:4002',
  'file:///etc/passwd',
  'ftp://harbour.pipedrive.com',
  'harbour.pipedrive.com',
  '//harbour.pipedrive.com',
  '',
  ' ',
])('api_domain: %s is refused', (address) => {
  expect(live(address)).toBeUndefined();
  expect(overridden(address)).toBeUndefined();
});

test('api_domain: whatever is accepted leads to pipedrive.com over https, or to the server of the settings', () => {
  const part = fc.constantFrom(
    'https://',
    'http://',
    'pipedrive.com',
    '.',
    '/',
    '@',
    '#',
    '?',
    ':',
    '\\',
    'evil.example',
    'a',
    '%2e',
    '127.0.0.1',
    ':4002',
    ' ',
    '\t',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 9 }), (parts) => {
      const accepted = overridden(parts.join(''));
      if (accepted === undefined) return;
      const { protocol, hostname, origin, username, port } = new URL(`${accepted}/v1/users/me`);
      const isPipedrive = protocol === 'https:' && hostname.endsWith('.pipedrive.com') && username === '' && port === '';
      expect(isPipedrive || origin === 'http://127.0.0.1:4002').toBe(true);
    }),
    { numRuns: 5000 },
  );
});
