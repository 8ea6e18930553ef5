import type { Evidence } from './rule.ts';

/** How much of a body is kept: enough to see what is wrong with it. */
const MOST_CHARACTERS = 4000;
const MOST_EXCHANGES = 12;
const LEFT_OUT = '[left out]';
/** Headers that carry credentials, or cookies of somebody's session. */
const SECRET_HEADERS = /^(?:authorization|proxy-authorization|cookie|set-cookie|x-hub-signature(?:-256)?)$/i;

/** What looks like a credential wherever it stands, ours or the provider's own: a bearer token in an error text, a signature, a cut verify token. */
const CREDENTIALS =
  /(\b(?:Bearer|Basic) +(?!\w+=")(?=[^ ]{8})|\bsha(?:1|256)=(?=[0-9a-f]{8})|\bhub[.]verify_token=|\baccess_token=)[\w.~+/=%-]+/gi;

/** A secret as it may come back: as it is, in an address, in JSON, in HTML. */
const spellingsOf = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  secret.replaceAll('/', '\\/'),
  secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
];

/** The latest exchanges of one rule, without anything secret. */
export interface EvidenceRing {
  /** Keeps an exchange and returns it as it is kept: credentials left out, long bodies cut. */
  add(evidence: Evidence): Evidence;
  /** Oldest first. */
  latest(count?: number): readonly Evidence[];
  /** Takes the run's secrets out of any text. */
  clean(text: string): string;
}

export function createEvidenceRing(secrets: readonly string[]): EvidenceRing {
  // Short ones would blank out half a report; nobody's secret has three characters.
  const wanted = [...new Set(secrets.filter((secret) => secret.length > 3).flatMap(spellingsOf))].sort(
    (one, other) => other.length - one.length,
  );
  const kept: Evidence[] = [];
  const clean = (text: string): string =>
    wanted.reduce((left, secret) => left.replaceAll(secret, LEFT_OUT), text).replace(CREDENTIALS, `$1${LEFT_OUT}`);
  const cut = (text: string): string =>
    text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)} … (${text.length} characters in all)`;
  const headers = (given: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(given).map(([name, value]) => [name, SECRET_HEADERS.test(name) ? LEFT_OUT : clean(value)]));

  return {
    clean,
    add({ what, request, response }) {
      const evidence: Evidence = {
        what: clean(what),
        request: {
          method: request.method,
          url: clean(request.url),
          ...(request.headers ? { headers: headers(request.headers) } : {}),
          ...(request.body === undefined ? {} : { body: cut(clean(request.body)) }),
        },
        ...(response ? { response: { ...response, headers: headers(response.headers), body: cut(clean(response.body)) } } : {}),
      };
      // Whoever waits asks the same again and again: the last time tells it all.
      if (sameExchange(kept.at(-1), evidence)) kept.pop();
      kept.push(evidence);
      if (kept.length > MOST_EXCHANGES) kept.shift();
      return evidence;
    },
    latest: (count = MOST_EXCHANGES) => kept.slice(-count),
  };
}

const sameExchange = (one: Evidence | undefined, other: Evidence): boolean =>
  one !== undefined &&
  one.request.method === other.request.method &&
  one.request.url === other.request.url &&
  one.request.body === other.request.body &&
  one.response?.status === other.response?.status &&
  one.response?.body === other.response?.body;

/** A body as a report shows it: text as it is, bytes by their number. */
export function showBody(bytes: Uint8Array): string {
  if (bytes.length === 0) return '';
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return `(${bytes.length} bytes that are no text)`;
  }
}
