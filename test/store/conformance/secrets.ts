import { describe, expect, test } from 'vitest';
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

    test('a new key before the old one: opens what the old one sealed, and seals with the new one', async () => {
      const { id, installationId } = await writeBoth();
      const { reopen } = harness();
      const secondKey = Buffer.alloc(32, 8);
      const rotating = await reopen([secondKey, firstKey]);
      expect(await rotating.channelAccessToken(id)).toBe(CHANNEL_TOKEN);
      expect(await rotating.installationTokens(installationId)).toMatchObject({ accessToken: CRM_TOKEN, refreshToken: REFRESH_TOKEN });
      await rotating.transaction(async (tx) => tx.setChannelAccessToken(id, 'sealed anew'));
      const rotated = await reopen([secondKey]);
      expect(await rotated.channelAccessToken(id)).toBe('sealed anew');
      await expect((async () => rotated.installationTokens(installationId))()).rejects.toThrow(/ENCRYPTION_KEY/);
    });
  });
}
