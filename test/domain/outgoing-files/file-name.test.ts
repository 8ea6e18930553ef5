import { expect, test } from 'vitest';
import { fittingName } from '../../../src/domain/outgoing-files/file-name.ts';

test.each<[string, string, string]>([
  ['Angebot Nr. 7 – März.pdf', 'application/pdf', 'Angebot Nr. 7 – März.pdf'],
  ['OFFER.PDF', 'application/pdf', 'OFFER.PDF'],
  ['offer', 'application/pdf', 'offer.pdf'],
  ['Offer v1.2', 'application/pdf', 'Offer v1.2.pdf'],
  ['offer.', 'application/pdf', 'offer.pdf'],
  ['null.pdf', 'application/pdf', 'document.pdf'],
  ['undefined', 'application/pdf', 'document.pdf'],
  ['blob', 'image/png', 'image.png'],
  ['', 'video/mp4', 'video.mp4'],
  ['.pdf', 'application/pdf', 'document.pdf'],
  ['.profile', 'text/plain', '.profile.txt'],
  ['   ', 'application/pdf', 'document.pdf'],
  ['photo.jpeg', 'image/jpeg', 'photo.jpeg'],
  ['photo.png', 'image/jpeg', 'photo.jpg'],
  ['../../etc/passwd', 'text/plain', 'passwd.txt'],
  ['C:\\Users\\ana\\offer.pdf', 'application/pdf', 'offer.pdf'],
  ['invoice\u202efdp.exe', 'application/pdf', 'invoicefdp.exe.pdf'],
  ['two\r\nlines.pdf', 'application/pdf', 'twolines.pdf'],
  ['👨‍👩‍👧.pdf', 'application/pdf', '👨‍👩‍👧.pdf'],
  [`No. 7 ${'o'.repeat(300)}`, 'application/pdf', `No. 7 ${'o'.repeat(74)}.pdf`],
  [`${'ö'.repeat(300)}.pdf`, 'application/pdf', `${'ö'.repeat(80)}.pdf`],
])('fittingName %j of a file whose bytes say %s: is %j', (given, type, expected) => {
  expect(fittingName(given, type, true)).toBe(expected);
});

test('fittingName without proof from the bytes: an extension stays as it is, a missing one comes from the type', () => {
  expect(fittingName('prices.xls', 'text/csv', false)).toBe('prices.xls');
  expect(fittingName('prices', 'text/csv', false)).toBe('prices.csv');
  expect(fittingName('data', 'application/octet-stream', false)).toBe('data');
});
