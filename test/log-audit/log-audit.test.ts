import { afterEach, describe, expect, test } from 'vitest';
import { startProvider } from '../support/provider.ts';
import { changeOf, deliveryOf, textMessage } from '../support/webhooks.ts';
import { findLeaks, mark, markBody, markSettings, recordLine } from './log-audit.ts';

afterEach(() => void findLeaks());

const line = (fields: object) => recordLine(JSON.stringify({ level: 'info', msg: 'answered', ...fields }));

describe('log audit', () => {
  test.each([
    ['a secret', () => markSettings({ WHATSAPP_ACCESS_TOKEN: 'EAAG-secret-1' }), { header: 'Bearer EAAG-secret-1' }, 'secret'],
    ['the second of two secrets', () => markSettings({ WHATSAPP_APP_SECRET: 'first-one,second-one' }), { a: 'second-one' }, 'secret'],
    ['a secret in base64', () => mark('secret', 'the secret?'), { a: Buffer.from('the secret?').toString('base64') }, 'secret'],
    ['a secret in an address', () => mark('secret', 'the secret/?'), { url: `/x?t=${encodeURIComponent('the secret/?')}` }, 'secret'],
    ['a text with quotes', () => markBody({ text: { body: 'she said "now"' } }), { why: 'she said "now"' }, 'message text'],
    ['a caption', () => markBody({ image: { caption: 'our new berth' } }), { list: ['x our new berth x'] }, 'message text'],
    ['a phone number', () => markBody({ contacts: [{ wa_id: '15551230001' }] }), { why: 'to +15551230001.' }, 'phone number'],
    ['a message id', () => markBody({ statuses: [{ id: 'wamid.HBgLMTU1NTEy' }] }), { id: 'wamid.HBgLMTU1NTEy' }, 'message id'],
  ])('%s is found, and not told', (_name, marks, fields, kind) => {
    line(fields);
    marks();
    expect(findLeaks()).toEqual([
      `a ${kind} in the line "answered" (level, ${Object.keys(fields).join(', ')}), written during "${expect.getState().currentTestName}"`,
    ]);
  });

  test('what stands there by chance is no leak: a longer number, a short word', () => {
    markBody({ from: '15551230001', text: { body: 'sent' } });
    line({ time: 155512300011, why: 'sent' });
    expect(findLeaks()).toEqual([]);
  });

  test('a provider writes lines, and what people wrote is marked by itself', async () => {
    const provider = await startProvider();
    try {
      const from = '15551239876';
      await provider.deliver(deliveryOf(changeOf({ messages: [textMessage('a text of its own', { from })] }, { from, name: 'Ana' })));
      expect(findLeaks(), 'nothing in its own lines').toEqual([]);
      await provider.deliver(deliveryOf(changeOf({ messages: [textMessage('another text of its own', { from })] }, { from, name: 'Ana' })));
      for (const leak of ['another text of its own', from, provider.config.whatsapp.accessToken]) line({ leak });
    } finally {
      await provider.stopAll();
    }
    // The credentials of the settings were marked when it started, and forgotten with the first look; those that a request carried were marked again.
    expect(
      findLeaks()
        .map((leak) => leak.split(' in the line')[0])
        .toSorted(),
    ).toEqual(['a message text', 'a phone number']);
  });
});
