import { redactions } from '../../generated/redactions.ts';

/** Secrets that stand in no schema: headers, and the names our own records and settings give them. */
const OWN_SECRETS = ['authorization', 'x-hub-signature-256', 'clientSecret', 'appSecrets', 'verifyToken', 'consoleToken', 'encryptionKeys'];
const camelCase = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
export const MASK = '[redacted]';

/** Everything the contracts mark as secret or personal. */
export const hiddenNames: ReadonlySet<string> = new Set([...redactions, ...redactions.map(camelCase), ...OWN_SECRETS]);

/** What opens something, among them. Where everything is simulated the rest is nobody's, and only this stays hidden; test/telemetry/redaction.test.ts looks after it. */
const SECRETS = [
  ...['accessToken', 'access_token', 'refresh_token', 'token', 'input_token', 'flow_token', 'verifyToken', 'hub.verify_token'],
  ...['appSecret', 'clientSecret', 'client_secret', 'appsecret_proof', 'signature'],
];
export const secretNames: ReadonlySet<string> = new Set([...SECRETS, ...SECRETS.map(camelCase), ...OWN_SECRETS]);

/** A copy of plain data without what has one of the names, at any depth up to `deepest`; what lies deeper is masked whole. */
export function mask(value: unknown, names: ReadonlySet<string>, deepest: number, depth = 0): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (depth >= deepest) return MASK;
  if (Array.isArray(value)) return value.map((item) => mask(item, names, deepest, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, names.has(key) ? MASK : mask(item, names, deepest, depth + 1)]),
  );
}
