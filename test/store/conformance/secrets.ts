import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { addChannel, firstKey, install, type OpenStore, withStore } from './fixture.ts';

const CHANNEL_TOKEN = 'EAAG-channel-token-that-must-not-be-readable';
const CRM_TOKEN = 'v1u-crm-token-that-must-not-be-readable';
const REFRESH_TOKEN = '1234:5678:refresh-token-that-must-not-be-readable';

export function secretCases(open: OpenStore): void {
  describe('secrets', () => {
    const harness = withStore(open);
    const writeBoth = async () => {
      const { store } = harness();
      const { id, phoneNumberId } = await addChannel(store, {}, CHANNEL_TOKEN);
      const installationId = await install(store, { accessToken: CRM_TOKEN, refreshToken: REFRESH_TOKEN });
      return { id, phoneNumberId, installationId };
    };

    test('tokens: cannot be read from what is on disk, in no common spelling', async () => {
      const { phoneNumberId } = await writeBoth();
      const bytes = await harness().bytesAtRest();
      expect(bytes.includes(phoneNumberId), 'these are the bytes of the store').toBe(true);
      for (const token of [CHANNEL_TOKEN, CRM_TOKEN, REFRESH_TOKEN]) {
        const spellings = [
          Buffer.from(token, 'utf8'),
          Buffer.from(token, 'utf16le'),
          ...(['hex', 'base64'] as const).map((encoding) => Buffer.from(Buffer.from(token).toString(encoding).slice(0, 30))),
        ];
        expect(spellings.filter((spelling) => bytes.includes(spelling))).toEqual([]);
      }
    });

    test('a new key before the old one: opens what the old one sealed, and seals all of it anew, so that the old one can go', async () => {
      const { id, installationId } = await writeBoth();
      const { reopen } = harness();
      const secondKey = Buffer.alloc(32, 8);
      const tokens = async (store: Store) => {
        const { accessToken, refreshToken } = (await store.installationTokens(installationId)) ?? {};
        return [await store.channelAccessToken(id), accessToken, refreshToken];
      };
      expect(await tokens(await reopen([secondKey, firstKey]))).toEqual([CHANNEL_TOKEN, CRM_TOKEN, REFRESH_TOKEN]);
      expect(await tokens(await reopen([secondKey]))).toEqual([CHANNEL_TOKEN, CRM_TOKEN, REFRESH_TOKEN]);
      await expect((async () => reopen([firstKey]))()).rejects.toThrow(/ENCRYPTION_KEY/);
    });

    test('another key than the one that sealed: refuses to open, names the setting and the way, and changes nothing', async () => {
      const { id } = await writeBoth();
      const { reopen } = harness();
      const reopened = (async () => reopen([Buffer.alloc(32, 9)]))();
      await expect(reopened).rejects.toThrow(/ENCRYPTION_KEY .*new,old/s);
      await expect(reopened).rejects.not.toThrow(CHANNEL_TOKEN);
      expect(await (await reopen([firstKey])).channelAccessToken(id)).toBe(CHANNEL_TOKEN);
    });

    test('a store without secrets: takes any key', async () => {
      await expect((async () => harness().reopen([Buffer.alloc(32, 9)]))()).resolves.toBeDefined();
    });
  });
}
