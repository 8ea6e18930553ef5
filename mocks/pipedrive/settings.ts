import type { Endpoints } from './endpoints.ts';
import type { PipedriveSimulatorOptions } from './options.ts';
import type { Plan, PlanChange } from './plan.ts';

/** `true`: as the plan says. A number: so many instead. `false`: no limit. */
export interface Limits {
  /** Requests of one access token within any two seconds. */
  burst: boolean | number;
  /** Tokens of the whole company from midnight to midnight, UTC. */
  daily: boolean | number;
  /**
   * Calls in a row that may be refused for the burst limit before the token is shut out for a minute with a page of HTML instead of JSON.
   * Pipedrive does that and publishes no number, so there is no `true`.
   */
  abuse: false | number;
}

/** What can change while the simulator runs. */
export interface PipedriveSettings {
  /** Of the first company's first user: whether an administrator; only those may register channels. */
  admin: boolean;
  /** False: nobody counts as the one who installed the app, and so nobody may delete channels and conversations. */
  owner: boolean;
  /** Of the first company. `ended`: every call of the API is answered with 402. */
  plan: Plan | 'ended';
  /** Off unless told. */
  limits: Limits;
  /** Whether each refresh gives a new refresh token and uses up the old one. */
  rotateRefreshTokens: boolean;
  /** What a user who connects grants from now on. A token keeps what it was given. */
  scopes: readonly string[];
  /** When the conversations of a new channel are read. `before-answer`: as Pipedrive often does, before addChannel is answered. */
  firstSync: 'after-answer' | 'before-answer';
  /** Whether all pages of a conversation that was not known are read at once; otherwise only the newest, and `loadOlder` reads on. */
  wholeHistory: boolean;
  /** The `api_domain` of new tokens; null: the company's, `<address>/company/<slug>`. The real one is such as https://harbour-sales.pipedrive.com. */
  apiDomain: string | null;
  /** Where the browser goes after the user's consent, and where Pipedrive tells of uninstalling and sharing; null: `/auth/pipedrive/callback` of the provider. */
  callbackUrl: string | null;
  /** `gone`: the four operations of the Channels API answer `channelsGoneStatus`, whoever asks. */
  channelsApi: 'offered' | 'gone';
  channelsGoneStatus: 404 | 410;
  clientId: string;
  providerUrl: string;
  endpoints: Endpoints;
}

/** What `configure` takes. `plan` and `limits` may be given in part; `limits: true` means both limits of the plan, `false` none. */
export interface SettingsChange {
  admin?: boolean;
  owner?: boolean;
  plan?: PlanChange;
  limits?: Partial<Limits> | boolean;
  rotateRefreshTokens?: boolean;
  scopes?: readonly string[];
  firstSync?: 'after-answer' | 'before-answer';
  wholeHistory?: boolean;
  apiDomain?: string | null;
  callbackUrl?: string | null;
  channelsApi?: 'offered' | 'gone';
  channelsGoneStatus?: 404 | 410;
  clientId?: string;
  clientSecret?: string;
  providerUrl?: string;
  endpoints?: Endpoints;
  /** Valid from now on, without an end of its own. */
  accessToken?: string;
}

/** What was changed since the start, as plain data. */
export type ChangedSettings = Partial<Omit<PipedriveSettings, 'admin' | 'plan'>> & { clientSecret?: string };

const NO_LIMITS: Limits = { burst: false, daily: false, abuse: false };
const PLAN_LIMITS: Limits = { burst: true, daily: true, abuse: false };

/** The settings of one simulator: those it was created with, and over them what was changed since. */
export function createSettings(options: Omit<PipedriveSimulatorOptions, 'clock'>) {
  const start = {
    owner: options.owner ?? true,
    limits: limitsAfter(NO_LIMITS, options.limits ?? {}),
    rotateRefreshTokens: options.rotateRefreshTokens ?? false,
    scopes: options.scopes ?? ['base', 'messengers-integration'],
    firstSync: options.firstSync ?? ('after-answer' as const),
    wholeHistory: options.wholeHistory ?? true,
    apiDomain: options.apiDomain ?? null,
    callbackUrl: options.callbackUrl ?? null,
    channelsApi: options.channelsApi ?? ('offered' as const),
    channelsGoneStatus: options.channelsGoneStatus ?? (410 as const),
    clientId: options.clientId,
    clientSecret: options.clientSecret,
  };
  let changed: ChangedSettings = {};
  let current = start;

  const put = (next: ChangedSettings): void => {
    changed = next;
    const { providerUrl: _url, endpoints: _endpoints, ...plain } = next;
    current = { ...start, ...plain };
  };

  return {
    /** Without the provider's place. Cheap enough to be asked for every request. */
    get: (): typeof start => current,
    /** Where the provider is at the moment. */
    place: () => ({
      providerUrl: changed.providerUrl ?? options.providerUrl(),
      endpoints: changed.endpoints ?? (typeof options.endpoints === 'function' ? options.endpoints() : (options.endpoints ?? {})),
    }),
    /** `admin` and `plan` are the first company's, and not kept here. */
    change({ admin: _admin, plan: _plan, limits, accessToken: _token, ...plain }: SettingsChange): void {
      const next: ChangedSettings = { ...changed, ...withoutUndefined(plain) };
      if (limits !== undefined) next.limits = limitsAfter(current.limits, limits);
      put(next);
    },
    /** With the app's credentials also when they are those of the start: wherever it is restored, the same provider is to get in. */
    snapshot: (): ChangedSettings => structuredClone({ clientId: start.clientId, clientSecret: start.clientSecret, ...changed }),
    restore: (snapshot: ChangedSettings): void => put(structuredClone(snapshot)),
  };
}

export type Settings = ReturnType<typeof createSettings>;

function limitsAfter(before: Limits, change: Partial<Limits> | boolean): Limits {
  if (change === true) return { ...PLAN_LIMITS };
  if (change === false) return { ...NO_LIMITS };
  return { ...before, ...withoutUndefined(change) };
}

const withoutUndefined = <T extends object>(given: T): T =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;
