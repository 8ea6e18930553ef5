import * as oauth from 'oauth4webapi';
import type { Grant } from '../store/records.ts';
import { type HttpClient, NoAnswer } from './http-client.ts';
import { retryAfterOf } from './retry-policy.ts';

/**
 * Why there is no grant. `refused`: the code or refresh token is not valid (any more), and asking again gives the same answer; `unavailable`: asking again later may help;
 * `misconfigured`: Pipedrive does not know our client id and secret, or does not take our request; `unacceptable`: it gave tokens that must not be used.
 */
export type GrantFailureKind = 'refused' | 'unavailable' | 'misconfigured' | 'unacceptable';

/** The message is in our own words, for a person and for logs. */
export class GrantFailure extends Error {
  readonly kind: GrantFailureKind;
  /** HTTP status, 0 without an answer. */
  readonly status: number;
  /** When Pipedrive asks us to come back, UTC milliseconds. */
  readonly retryAt: number | undefined;

  constructor(kind: GrantFailureKind, message: string, { status = 0, retryAt }: { status?: number; retryAt?: number | undefined } = {}) {
    super(message);
    this.name = 'GrantFailure';
    this.kind = kind;
    this.status = status;
    this.retryAt = retryAt;
  }
}

/** Pipedrive's OAuth host. Everything but `authorizeUrl` throws GrantFailure. */
export interface PipedriveOAuth {
  /** Where the browser is sent for the user's consent. Scopes are fixed in Developer Hub, so none are named. */
  authorizeUrl(state: string): string;
  exchange(code: string): Promise<Grant>;
  refresh(refreshToken: string): Promise<Grant>;
  /** Ends a refresh token with all that hangs on it, which uninstalls the app. One that is not known counts as ended. */
  revoke(refreshToken: string): Promise<void>;
}

export interface PipedriveOAuthOptions {
  oauthUrl: string;
  clientId: string;
  clientSecret: string;
  /** As registered in Developer Hub, letter for letter. */
  redirectUri: string;
  http: HttpClient;
  now(): number;
  /** The address that an `api_domain` stands for; undefined when it must not be called. */
  acceptedApiDomain(apiDomain: string): string | undefined;
}

/** Pipedrive names 3599 seconds in every answer. */
const USUAL_LIFE_SECONDS = 3599;

export function createPipedriveOAuth(options: PipedriveOAuthOptions): PipedriveOAuth {
  const { oauthUrl, clientId, clientSecret, redirectUri, http, now } = options;
  const server: oauth.AuthorizationServer = {
    issuer: oauthUrl,
    authorization_endpoint: `${oauthUrl}/oauth/authorize`,
    token_endpoint: `${oauthUrl}/oauth/token`,
    revocation_endpoint: `${oauthUrl}/oauth/revoke`,
  };
  const client: oauth.Client = { client_id: clientId };
  // RFC 6749 has the pair form-encoded first, which the library does (`-` becomes %2D); Pipedrive documents the plain pair.
  const basic: oauth.ClientAuth = (_server, _client, _body, headers) => {
    headers.set('authorization', `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`);
  };
  // Simulators are spoken to without TLS; which addresses are is the settings' word.
  const request = { [oauth.customFetch]: fetchBy(http), [oauth.allowInsecureRequests]: true } as const;

  const grantFrom = async (
    asking: () => Promise<Response>,
    read: (response: Response) => Promise<oauth.TokenEndpointResponse>,
    knownRefreshToken?: string,
  ): Promise<Grant> => {
    // Counted from before the request, so that the token never lives longer here than there.
    const askedAt = now();
    const answer = await judged(async () => read(await asking()), now);
    const refreshToken = answer.refresh_token ?? knownRefreshToken;
    if (!refreshToken) throw new GrantFailure('unacceptable', 'Pipedrive gave no refresh token');
    const apiDomain = typeof answer['api_domain'] === 'string' ? options.acceptedApiDomain(answer['api_domain']) : undefined;
    if (apiDomain === undefined) {
      throw new GrantFailure(
        'unacceptable',
        'Pipedrive named an api_domain that is no address below pipedrive.com and not on the server of PIPEDRIVE_API_URL, so that the tokens are not used',
      );
    }
    return {
      accessToken: answer.access_token,
      refreshToken,
      accessExpiresAt: askedAt + (answer.expires_in ?? USUAL_LIFE_SECONDS) * 1000,
      apiDomain,
      scopes: (answer.scope ?? '').split(/[\s,]+/).filter(Boolean),
    };
  };

  return {
    authorizeUrl(state) {
      const query = new URLSearchParams({ client_id: clientId, redirect_uri: redirectUri, state });
      return `${server.authorization_endpoint}?${query}`;
    },
    exchange(code) {
      // The state was checked where the callback came in; the library wants to have seen the parameters.
      const callback = oauth.validateAuthResponse(server, client, new URLSearchParams({ code }), oauth.skipStateCheck);
      return grantFrom(
        () => oauth.authorizationCodeGrantRequest(server, client, basic, callback, redirectUri, oauth.nopkce, request),
        (response) => oauth.processAuthorizationCodeResponse(server, client, response),
      );
    },
    refresh: (refreshToken) =>
      grantFrom(
        () => oauth.refreshTokenGrantRequest(server, client, basic, refreshToken, request),
        (response) => oauth.processRefreshTokenResponse(server, client, response),
        refreshToken,
      ),
    revoke: (refreshToken) =>
      judged(async () => {
        const hint = { additionalParameters: { token_type_hint: 'refresh_token' } };
        await oauth.processRevocationResponse(await oauth.revocationRequest(server, client, basic, refreshToken, { ...request, ...hint }));
      }, now),
  };
}

/** Our HTTP client, with its timeouts, in the place of fetch. */
const fetchBy =
  (http: HttpClient) =>
  async (
    url: string,
    { method, headers, body }: { method: string; headers: Record<string, string>; body?: unknown },
  ): Promise<Response> => {
    const answer = await http.send({ method, url, headers, ...(body === undefined ? {} : { body: String(body) }) });
    const given = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
      [value ?? []].flat().map((one) => [name, one]),
    );
    const isBodiless = answer.status === 204 || answer.status === 304;
    return new Response(isBodiless ? null : answer.text, { status: answer.status, headers: given });
  };

/** The library's errors as ours. What they hold of the answer stays behind: it may quote a token. */
async function judged<T>(work: () => Promise<T>, now: () => number): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw failureOf(error, now());
  }
}

function failureOf(error: unknown, now: number): unknown {
  if (error instanceof NoAnswer) return new GrantFailure('unavailable', 'Pipedrive did not answer');
  const response = responseOf(error);
  const code = error instanceof oauth.ResponseBodyError ? error.error : undefined;
  if (!response) {
    const isAnswer = error instanceof oauth.OperationProcessingError || error instanceof oauth.UnsupportedOperationError;
    return isAnswer ? new GrantFailure('unavailable', 'Pipedrive answered without the tokens it should give') : error;
  }
  const { status } = response;
  if (status >= 500 || status === 429 || status === 408) {
    const retryAt = retryAfterOf(response.headers.get('retry-after') ?? undefined, now);
    return new GrantFailure('unavailable', `Pipedrive answered ${status}`, { status, retryAt });
  }
  if (code === 'invalid_grant') return new GrantFailure('refused', 'Pipedrive no longer accepts the grant', { status });
  if (status === 401 || code === 'invalid_client' || code === 'unauthorized_client') {
    const remedy = 'check PIPEDRIVE_CLIENT_ID and PIPEDRIVE_CLIENT_SECRET';
    return new GrantFailure('misconfigured', `Pipedrive does not accept the client id and secret; ${remedy}`, { status });
  }
  if (status >= 400) return new GrantFailure('misconfigured', `Pipedrive did not take the request (${status})`, { status });
  return new GrantFailure('unavailable', `Pipedrive answered ${status} without the tokens it should give`, { status });
}

function responseOf(error: unknown): Response | undefined {
  const { cause, response } = error as { cause?: unknown; response?: unknown };
  if (response instanceof Response) return response;
  return cause instanceof Response ? cause : undefined;
}
