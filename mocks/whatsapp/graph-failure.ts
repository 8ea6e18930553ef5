import { randomBytes } from 'node:crypto';
import { AppError, type ErrorCode } from '../../src/errors.ts';
import { type ErrorRenderer, errorStatus } from '../../src/http/error-bodies.ts';

/** Titles as Meta's error page prints them, of the codes that the simulator gives by itself. */
const titles: Readonly<Record<number, string>> = {
  0: 'AuthException',
  2: 'API Service',
  4: 'API Too Many Calls',
  10: 'API Permission Denied',
  33: 'Parameter value is not valid',
  100: 'Invalid parameter',
  190: 'Access token has expired',
  368: 'Temporarily blocked for policies violations',
  80007: 'Rate limit issues',
  130429: 'Rate limit hit',
  131000: 'Something went wrong',
  131005: 'Access denied',
  131008: 'Required parameter is missing',
  131009: 'Parameter value is not valid',
  131016: 'Service unavailable',
  131021: 'Recipient cannot be sender',
  131026: 'Message undeliverable',
  131031: 'Account has been locked',
  131042: 'Business eligibility payment issue',
  131047: 'Re-engagement message',
  131053: 'Media upload error',
  131056: '(Business Account, Consumer Account) pair rate limit hit',
  131057: 'Account in maintenance mode',
  131059: 'Invalid cursor',
  131062: 'Recipient not supported for this message',
  132000: 'Number of parameters does not match the expected number of params',
  132001: 'Template name does not exist in the translation',
  132005: 'Translated text too long',
  132012: 'Parameter format does not match format in the created template',
  132015: 'Template is paused',
  132016: 'Template is disabled',
  132018: 'There is an issue with the parameters of the template',
  133004: 'Server temporarily unavailable',
};

export const graphTitle = (code: number): string => titles[code] ?? 'Something went wrong';

interface GraphFailureOptions {
  status: number;
  code: number;
  /** Absent for the few errors that Meta's envelope says nothing more about. */
  details?: string;
  /** In place of the code's own title. */
  title?: string;
  type?: 'OAuthException' | 'GraphMethodException';
  subcode?: number;
  /** By the status unless told. */
  transient?: boolean;
  retryAfterSeconds?: number;
}

/** An error of the Graph API with its own code and status; `graphError` shows it in Meta's envelope. */
export class GraphFailure extends AppError {
  readonly graph: GraphFailureOptions;

  constructor(graph: GraphFailureOptions) {
    super('MESSAGE_REFUSED', graph.details ?? graph.title ?? graphTitle(graph.code));
    this.graph = graph;
  }
}

/** Meta answers most refusals with status 400, whatever the code. */
export const refusal = (code: number, details: string): GraphFailure => new GraphFailure({ status: 400, code, details });

export const invalidParameter = (details: string): GraphFailure => new GraphFailure({ status: 400, code: 100, details });

/** How Meta names an object that is not there: its own exception with code 100 and subcode 33. */
export const noObject = {
  code: 100,
  subcode: 33,
  type: 'GraphMethodException',
  title: 'Object does not exist or cannot be loaded',
} as const;

/** What Meta answers for an id that does not exist or that the token may not see. */
export const unknownObject = (id: string): GraphFailure =>
  new GraphFailure({
    ...noObject,
    status: 400,
    details: `Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`,
  });

/** How the catalogue's errors, which come from the stages before the handler, look in Graph's envelope. Anything else is 100 with status 400. */
const fromCatalogue: Partial<Record<ErrorCode, { status: number; code: number }>> = {
  UNAUTHORIZED: { status: 401, code: 190 },
  NOT_FOUND: { status: 404, code: 100 },
  PAYLOAD_TOO_LARGE: { status: 400, code: 131053 },
  RATE_LIMIT_EXCEEDED: { status: 429, code: 4 },
  STORE_UNAVAILABLE: { status: 503, code: 2 },
  INTERNAL_ERROR: { status: 500, code: 131000 },
};

function toGraph(error: AppError): GraphFailureOptions {
  if (error instanceof GraphFailure) return error.graph;
  const known = fromCatalogue[error.code] ?? { status: errorStatus[error.code] === 500 ? 500 : 400, code: 100 };
  // Whoever develops against the simulator should read what broke inside it.
  const details = error.code === 'INTERNAL_ERROR' && error.cause instanceof Error ? error.cause.message : error.message;
  return { ...known, details };
}

/** Meta's error envelope for every error, contract violations included (code 100, status 400). */
export const graphError: ErrorRenderer = (error) => {
  const { status, code, details, title, type, subcode, transient, retryAfterSeconds } = toGraph(error);
  const trace = randomBytes(8).toString('base64url');
  return {
    status,
    contentType: 'application/json',
    headers: { 'x-fb-trace-id': trace, ...(retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) }) },
    body: {
      error: {
        message: `(#${code}) ${title ?? graphTitle(code)}`,
        type: type ?? 'OAuthException',
        code,
        ...(subcode === undefined ? {} : { error_subcode: subcode }),
        ...(details === undefined ? {} : { error_data: { messaging_product: 'whatsapp', details } }),
        ...((transient ?? (status >= 500 || status === 429)) ? { is_transient: true } : {}),
        fbtrace_id: trace,
      },
    },
  };
};
