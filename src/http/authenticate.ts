import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Exchange, SecurityCheck } from '../contract/registry.ts';
import { AppError } from '../errors.ts';

/** Compares two texts in a time that says nothing about the right one. */
function equalInConstantTime(given: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(right));
}

const headerOf = (exchange: Exchange, name: string): string => {
  const value = exchange.headers[name];
  return typeof value === 'string' ? value : '';
};

/** HTTP Basic with the app's OAuth pair, as Pipedrive sends it on every call. Throws UNAUTHORIZED. */
export function pipedriveBasic(clientId: string, clientSecret: string): SecurityCheck {
  const right = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  return (exchange) => {
    const given = headerOf(exchange, 'authorization').replace(/^basic /i, 'Basic ');
    if (clientId !== '' && clientSecret !== '' && equalInConstantTime(given, right)) return true;
    throw new AppError('UNAUTHORIZED', "Send the app's client id and client secret as HTTP Basic credentials.");
  };
}

/**
 * Meta's signature: HMAC-SHA256 over the bytes as they arrived, hex after `sha256=`. Several secrets while rotating; without any, everything is refused.
 * Throws SIGNATURE_INVALID.
 */
export function metaSignature(appSecrets: readonly string[]): SecurityCheck {
  return (exchange) => {
    const match = /^sha256=([0-9a-f]{64})$/i.exec(headerOf(exchange, 'x-hub-signature-256'));
    if (match) {
      const given = Buffer.from(match[1] as string, 'hex');
      for (const secret of appSecrets) {
        if (timingSafeEqual(createHmac('sha256', secret).update(exchange.rawBody).digest(), given)) return true;
      }
    }
    throw new AppError(
      'SIGNATURE_INVALID',
      "X-Hub-Signature-256 must be the HMAC-SHA256 of the body's bytes under the app secret (WHATSAPP_APP_SECRET).",
    );
  };
}

/** Meta's handshake token. Throws VERIFY_TOKEN_INVALID. */
export function metaVerifyToken(verifyToken: string): SecurityCheck {
  return (exchange) => {
    const given = exchange.query['hub.verify_token'];
    if (verifyToken !== '' && typeof given === 'string' && equalInConstantTime(given, verifyToken)) return true;
    throw new AppError(
      'VERIFY_TOKEN_INVALID',
      'hub.verify_token is not the one in WHATSAPP_VERIFY_TOKEN. Enter the same text in the Meta app.',
    );
  };
}

/** The operator's bearer token; without one (the sandbox) everybody may pass. Throws UNAUTHORIZED. */
export function consoleToken(token: string | undefined): SecurityCheck {
  return (exchange) => {
    if (token === undefined || equalInConstantTime(headerOf(exchange, 'authorization'), `Bearer ${token}`)) return true;
    throw new AppError('UNAUTHORIZED', 'Send CONSOLE_TOKEN as bearer token.');
  };
}

/** A media link of ours that has not expired. Throws NOT_FOUND, so that nobody learns whether there is such a file, and INVALID_REQUEST for half a link. */
export function mediaSignature(
  isGood: (channelId: string, attachmentId: string, expires: number, signature: string) => boolean,
): SecurityCheck {
  return ({ params, query }) => {
    const { channelId = '', attachmentId = '' } = params;
    if (query['expires'] === undefined || query['signature'] === undefined) {
      throw new AppError('INVALID_REQUEST', 'A media link carries `expires` and `signature`; take it whole from the attachment.');
    }
    if (isGood(channelId, attachmentId, Number(query['expires']), String(query['signature']))) return true;
    throw new AppError('NOT_FOUND', 'This link has expired or never existed. Ask getMessageById for a fresh one.');
  };
}
