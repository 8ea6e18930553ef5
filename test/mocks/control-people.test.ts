import { afterEach, beforeEach, expect, test } from 'vitest';
import { proves } from '../contract/proof.ts';
import { type ControlSetup, CUSTOMER, startControl } from './control-setup.ts';

let control: ControlSetup;
beforeEach(async () => {
  control = await startControl();
});
afterEach(() => control.stop());

const put = (address: string, body: unknown) => control.call('PUT', `/people/${address}`, { body });

test('listPeople 200: everybody who was put here or who wrote, with the windows that are open', async () => {
  expect(proves(await control.get('/people')).json).toEqual({ people: [] });
  await put('15551230002', { name: 'Bo Lind', readReceipts: false });
  await control.post('/customers/messages', { from: CUSTOMER, text: 'hello' });
  const { people } = proves(await control.get('/people')).json;
  expect(people.map(({ phone, name, readReceipts }: never) => [phone, name, readReceipts])).toEqual([
    ['15551230002', 'Bo Lind', false],
    [CUSTOMER, expect.any(String), true],
  ]);
  expect(people[1].windows).toEqual([
    { phoneNumberId: '106540352242922', open: true, until: '2026-11-21T09:00:00.000Z', typingUntil: null },
  ]);
});

test('putPerson 200: creates, and changes only what is named; digits are a phone, anything else a user id', async () => {
  const ana = proves(await put(CUSTOMER, { name: 'Ana Pereira' })).json;
  expect(ana).toMatchObject({ phone: CUSTOMER, name: 'Ana Pereira', readReceipts: true, readsByItself: true, reachable: true });
  expect(ana.windows).toEqual([{ phoneNumberId: '106540352242922', open: false, until: null, typingUntil: null }]);
  expect(proves(await put(`+${CUSTOMER}`, { reachable: false })).json).toEqual({ ...ana, reachable: false });
  expect(proves(await put('US.13491208655302741918', { username: 'quiet.bo' })).json).toMatchObject({
    phone: null,
    userId: 'US.13491208655302741918',
    username: 'quiet.bo',
  });
  expect((await control.get('/people')).json.people).toHaveLength(2);
});

test('putPerson 400: an unknown or wrong field, or a broken address', async () => {
  for (const body of [{ readReceipts: 'no' }, { shoeSize: 42 }, [], 'x']) proves(await put(CUSTOMER, body));
  proves(await put('%zz', {}));
  expect((await control.get('/people')).json.people).toEqual([]);
});

test('deletePerson 204: the person and the phone are gone', async () => {
  await control.post('/customers/messages', { from: CUSTOMER, text: 'hello' });
  expect(proves(await control.call('DELETE', `/people/${CUSTOMER}`)).text).toBe('');
  expect((await control.get('/people')).json.people).toEqual([]);
  expect((await control.get(`/phones/${CUSTOMER}`)).status).toBe(404);
});

test('deletePerson 400: an address beyond 128 characters', async () => {
  proves(await control.call('DELETE', `/people/${'1'.repeat(129)}`));
});

test('deletePerson 404: nobody has that address', async () => {
  expect(proves(await control.call('DELETE', '/people/15550000000')).json.detail).toContain('15550000000');
});

test('getPhone 200: both directions, oldest first, with the status each has reached', async () => {
  await control.post('/customers/messages', { from: CUSTOMER, text: 'hello' });
  const { json } = proves(await control.get(`/phones/${CUSTOMER}`));
  expect(json).toMatchObject({
    address: CUSTOMER,
    messages: [{ from: 'customer', type: 'text', text: 'hello', at: '2026-11-20T09:00:00.000Z', phoneNumberId: '106540352242922' }],
  });
  await put('15551230002', {});
  expect(proves(await control.get('/phones/15551230002')).json.messages).toEqual([]);
});

test('getPhone 400: an address beyond 128 characters', async () => {
  proves(await control.get(`/phones/${'1'.repeat(129)}`));
});

test('getPhone 404: nobody has that address', async () => {
  proves(await control.get('/phones/15550000000'));
});
