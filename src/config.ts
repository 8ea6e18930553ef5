import { resolve } from 'node:path';

/** The settings of design and README; one row each, read once. */
export const settingNames = [
  'NODE_ENV',
  'PORT',
  'HOST',
  'PUBLIC_URL',
  'DATA_DIR',
  'DATABASE_URL',
  'ENCRYPTION_KEY',
  'RETENTION_DAYS',
  'PIPEDRIVE_CLIENT_ID',
  'PIPEDRIVE_CLIENT_SECRET',
  'PIPEDRIVE_OAUTH_URL',
  'PIPEDRIVE_API_URL',
  'PIPEDRIVE_CHANNELS',
  'UNINSTALL_GRACE_DAYS',
  'WHATSAPP_APP_SECRET',
  'WHATSAPP_VERIFY_TOKEN',
  'WHATSAPP_ACCESS_TOKEN',
  'WHATSAPP_PHONE_NUMBER_ID',
  'WHATSAPP_BUSINESS_ACCOUNT_ID',
  'WHATSAPP_API_URL',
  'WHATSAPP_API_VERSION',
  'WHATSAPP_MESSAGES_PER_SECOND',
  'WHATSAPP_READ_RECEIPTS',
  'CONTACT_NAMES',
  'GROUP_MESSAGES',
  'CONSOLE_TOKEN',
  'LOG_LEVEL',
] as const;
export type SettingName = (typeof settingNames)[number];

const secretNames: readonly SettingName[] = [
  'DATABASE_URL',
  'ENCRYPTION_KEY',
  'PIPEDRIVE_CLIENT_SECRET',
  'WHATSAPP_APP_SECRET',
  'WHATSAPP_VERIFY_TOKEN',
  'WHATSAPP_ACCESS_TOKEN',
  'CONSOLE_TOKEN',
];

/** Any of these means that somebody connects real accounts. */
const credentialNames = [
  'PIPEDRIVE_CLIENT_ID',
  'PIPEDRIVE_CLIENT_SECRET',
  'WHATSAPP_APP_SECRET',
  'WHATSAPP_VERIFY_TOKEN',
  'WHATSAPP_ACCESS_TOKEN',
  'WHATSAPP_PHONE_NUMBER_ID',
  'WHATSAPP_BUSINESS_ACCOUNT_ID',
] as const satisfies readonly SettingName[];

/** Without these nothing can be live. */
const requiredWhenLive = [...credentialNames, 'ENCRYPTION_KEY', 'PUBLIC_URL', 'CONSOLE_TOKEN'] as const satisfies readonly SettingName[];

const purposes: Readonly<Record<(typeof requiredWhenLive)[number], string>> = {
  PIPEDRIVE_CLIENT_ID: "the client id of your app in Pipedrive's Developer Hub",
  PIPEDRIVE_CLIENT_SECRET: 'the client secret beside it; Pipedrive sends both with every call',
  WHATSAPP_APP_SECRET: "your Meta app's secret; it signs the webhooks",
  WHATSAPP_VERIFY_TOKEN: 'a text of your choice, entered as verify token in the Meta app',
  WHATSAPP_ACCESS_TOKEN: "a system user's access token",
  WHATSAPP_PHONE_NUMBER_ID: 'the id of the phone number (not the number)',
  WHATSAPP_BUSINESS_ACCOUNT_ID: 'the id of the WhatsApp Business Account',
  ENCRYPTION_KEY: '32 random bytes in base64: openssl rand -base64 32',
  PUBLIC_URL: 'the https address under which Pipedrive and Meta reach this server',
  CONSOLE_TOKEN: 'a text of your choice; it opens the metrics and the console',
};

export interface Config {
  mode: 'sandbox' | 'live';
  production: boolean;
  port: number;
  host: string;
  publicUrl: string;
  dataDir: string;
  encryptionKeys: Buffer[];
  /** How long raw deliveries and statuses are kept. */
  retentionDays: number;
  pipedrive: { clientId: string; clientSecret: string; oauthUrl: string; apiUrl: string; channels: 'off' | 'probe' | 'on' };
  whatsapp: {
    /** The newest first; two while rotating. */
    appSecrets: string[];
    verifyToken: string;
    accessToken: string;
    phoneNumberId: string;
    businessAccountId: string;
    apiUrl: string;
    apiVersion: string;
    /** What WhatsApp lets one number send and receive. */
    messagesPerSecond: number;
    /** Whether the customer sees that a message was read, and when. */
    readReceipts: 'off' | 'on-reply';
  };
  /** Whether a contact's name is the first its profile gave, always the newest, or none of it. */
  contactNames: 'fill' | 'follow' | 'never';
  /** Whether what is written in groups is set aside or shown. */
  groupMessages: 'quarantine' | 'transcript';
  /** Days between an uninstall and the erasing of what belongs to it. */
  uninstallGraceDays: number;
  consoleToken: string | undefined;
  logLevel: string;
}

/** Everything that is wrong with the settings, all at once. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The settings do not allow a start:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Whether a start with these settings means the sandbox: nobody gave a credential, and nobody said production. */
export function isSandbox(env: Environment): boolean {
  return env['NODE_ENV'] !== 'production' && credentialNames.every((name) => !env[name]);
}

/** Reads and checks all settings. `mode` says what the caller starts; the sandbox brings its own credentials. Throws ConfigError. */
export function readConfig(env: Environment, mode: Config['mode']): Config {
  const problems: string[] = [];
  const read = (name: SettingName): string | undefined => (env[name]?.trim() ? env[name]?.trim() : undefined);
  const oneOf = <T extends string>(name: SettingName, allowed: readonly T[], fallback: T): T => {
    const value = read(name) ?? fallback;
    if ((allowed as readonly string[]).includes(value)) return value as T;
    problems.push(`${name} is one of ${allowed.join(', ')}`);
    return fallback;
  };
  const url = (name: SettingName, fallback: string): string => {
    const value = read(name) ?? fallback;
    if (!/^https?:$/.test(URL.parse(value)?.protocol ?? '')) problems.push(`${name} is an http(s) address`);
    return value.replace(/\/+$/, '');
  };

  if (mode === 'live') for (const name of requiredWhenLive) if (!read(name)) problems.push(`${name} is missing: ${purposes[name]}`);
  if (read('DATABASE_URL')) problems.push('DATABASE_URL is set, but this version has only the embedded engine: unset it to use DATA_DIR');
  const port = Number(read('PORT') ?? '3000');
  if (!Number.isInteger(port) || port < 0 || port > 65535) problems.push('PORT is a whole number from 0 to 65535');
  const apiVersion = read('WHATSAPP_API_VERSION') ?? 'v26.0';
  if (!/^v\d+\.\d+$/.test(apiVersion)) problems.push('WHATSAPP_API_VERSION looks like v26.0');
  const phoneNumberId = read('WHATSAPP_PHONE_NUMBER_ID') ?? '';
  if (phoneNumberId && !/^\d+$/.test(phoneNumberId))
    problems.push('WHATSAPP_PHONE_NUMBER_ID is the numeric id of the phone number, not the number itself');
  const messagesPerSecond = Number(read('WHATSAPP_MESSAGES_PER_SECOND') ?? '80');
  if (!Number.isInteger(messagesPerSecond) || messagesPerSecond < 1 || messagesPerSecond > 1000)
    problems.push('WHATSAPP_MESSAGES_PER_SECOND is a whole number from 1 to 1000');
  // WhatsApp repeats a delivery for up to seven days, and its bytes are what a repetition is recognised by.
  const retentionDays = Number(read('RETENTION_DAYS') ?? '30');
  if (!Number.isInteger(retentionDays) || retentionDays < 8 || retentionDays > 3650)
    problems.push('RETENTION_DAYS is a whole number from 8 to 3650');
  const uninstallGraceDays = Number(read('UNINSTALL_GRACE_DAYS') ?? '30');
  if (!Number.isInteger(uninstallGraceDays) || uninstallGraceDays < 0 || uninstallGraceDays > 365)
    problems.push('UNINSTALL_GRACE_DAYS is a whole number from 0 to 365');
  const appSecrets = listOf(read('WHATSAPP_APP_SECRET'));
  if (read('WHATSAPP_APP_SECRET') && appSecrets.length === 0) problems.push('WHATSAPP_APP_SECRET holds no secret, only commas');
  const businessAccountId = read('WHATSAPP_BUSINESS_ACCOUNT_ID') ?? '';
  if (businessAccountId && !/^\d+$/.test(businessAccountId))
    problems.push('WHATSAPP_BUSINESS_ACCOUNT_ID is the numeric id of the WhatsApp Business Account');
  const encryptionKeys = keysOf(read('ENCRYPTION_KEY'), problems);

  const config: Config = {
    mode,
    production: env['NODE_ENV'] === 'production',
    port,
    host: read('HOST') ?? (mode === 'sandbox' ? '127.0.0.1' : '0.0.0.0'),
    publicUrl: url('PUBLIC_URL', `http://localhost:${Number.isInteger(port) ? port : 3000}`),
    dataDir: resolve(read('DATA_DIR') ?? './data'),
    encryptionKeys,
    retentionDays,
    pipedrive: {
      clientId: read('PIPEDRIVE_CLIENT_ID') ?? '',
      clientSecret: read('PIPEDRIVE_CLIENT_SECRET') ?? '',
      oauthUrl: url('PIPEDRIVE_OAUTH_URL', 'https://oauth.pipedrive.com'),
      apiUrl: url('PIPEDRIVE_API_URL', 'https://api.pipedrive.com'),
      channels: oneOf('PIPEDRIVE_CHANNELS', ['off', 'probe', 'on'], 'probe'),
    },
    whatsapp: {
      appSecrets,
      verifyToken: read('WHATSAPP_VERIFY_TOKEN') ?? '',
      accessToken: read('WHATSAPP_ACCESS_TOKEN') ?? '',
      phoneNumberId,
      businessAccountId,
      apiUrl: url('WHATSAPP_API_URL', 'https://graph.facebook.com'),
      apiVersion,
      messagesPerSecond,
      readReceipts: oneOf('WHATSAPP_READ_RECEIPTS', ['off', 'on-reply'], 'off'),
    },
    contactNames: oneOf('CONTACT_NAMES', ['fill', 'follow', 'never'], 'fill'),
    groupMessages: oneOf('GROUP_MESSAGES', ['quarantine', 'transcript'], 'quarantine'),
    uninstallGraceDays,
    consoleToken: read('CONSOLE_TOKEN'),
    logLevel: oneOf('LOG_LEVEL', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'info'),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

const listOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

function keysOf(text: string | undefined, problems: string[]): Buffer[] {
  const keys = listOf(text).map((key) => Buffer.from(key, 'base64'));
  if (keys.some((key) => key.length !== 32) || (text && keys.length === 0))
    problems.push('ENCRYPTION_KEY is 32 bytes in base64 (two keys separated by a comma while rotating)');
  return keys;
}

/** The settings as a log may show them: secrets only as set or unset. */
export function describeSettings(env: Environment): Record<string, string> {
  const shown = settingNames.filter((name) => env[name]);
  return Object.fromEntries(shown.map((name) => [name, secretNames.includes(name) ? 'set' : (env[name] as string)]));
}
