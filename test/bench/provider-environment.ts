import { appSecret, phoneNumberId } from './traffic.ts';

export const clientId = 'bench-client';
export const clientSecret = 'bench-secret';

/** The settings of a live provider in production, with peers on this machine. */
export function providerEnvironment(given: { dataDir: string; crmUrl: string; channels: string; port: number }): Record<string, string> {
  return {
    NODE_ENV: 'production',
    PORT: String(given.port),
    HOST: '127.0.0.1',
    PUBLIC_URL: 'https://provider.example',
    DATA_DIR: given.dataDir,
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
    PIPEDRIVE_CLIENT_ID: clientId,
    PIPEDRIVE_CLIENT_SECRET: clientSecret,
    PIPEDRIVE_OAUTH_URL: given.crmUrl,
    PIPEDRIVE_API_URL: given.crmUrl,
    PIPEDRIVE_CHANNELS: given.channels,
    WHATSAPP_APP_SECRET: appSecret,
    WHATSAPP_VERIFY_TOKEN: 'bench-verify-token',
    WHATSAPP_ACCESS_TOKEN: 'bench-access-token',
    WHATSAPP_PHONE_NUMBER_ID: phoneNumberId,
    WHATSAPP_BUSINESS_ACCOUNT_ID: '102290129340398',
    WHATSAPP_API_URL: given.crmUrl,
    CONSOLE_TOKEN: 'bench-console-token',
    LOG_LEVEL: 'warn',
  };
}
