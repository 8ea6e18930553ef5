import type { Endpoints } from './addresses.ts';
import { CannotVerify } from './cannot-verify.ts';
import { createCustomerFactory } from './customers.ts';
import { createEvidenceRing, type EvidenceRing } from './evidence.ts';
import { createSender } from './exchange.ts';
import { basicOf, createProviderCaller } from './provider-caller.ts';
import { Finding, NotRun, type Power, type Rule, type VerifyStage } from './rule.ts';
import { howToGrant, type VerifyTarget, webhookOf } from './target.ts';
import { createWaiting } from './waiting.ts';
import { createWebhookCaller } from './webhook-caller.ts';

/** What all rules of a run share; each gets a stage of its own on it. */
export interface Theatre {
  /** The stage of one rule, and the evidence that gathers on it. Stages are used one after another. */
  stageFor(rule: Rule): { stage: VerifyStage; ring: EvidenceRing };
  close(): Promise<void>;
}

export interface TheatreOptions {
  target: VerifyTarget;
  endpoints: () => Endpoints;
  manifest: unknown;
  powers: ReadonlySet<Power>;
  patienceMs: number;
  quietMs: number;
  /** How long one rule may let time pass, real ms. */
  longestRuleMs: number;
}

/** Meta gives up after about 20 s, which is what the usual patience comes to; a run in a hurry waits less, but no run takes a slow answer for none. */
const SHORTEST_ANSWER_MS = 5000;
const LONGEST_ANSWER_MS = 30_000;

export function createTheatre({ target, endpoints, manifest, powers, patienceMs, quietMs, longestRuleMs }: TheatreOptions): Theatre {
  const { clientId, clientSecret, channelId } = target;
  const webhookTarget = webhookOf(target);
  const basic = basicOf(clientId, clientSecret);
  const secrets = [
    basic,
    basic.replace('Basic ', ''),
    clientSecret,
    webhookTarget?.appSecret ?? '',
    webhookTarget?.verifyToken ?? '',
    ...(target.secrets ?? []),
  ];
  let ring = createEvidenceRing(secrets);
  const sender = createSender(() => ring, Math.min(LONGEST_ANSWER_MS, Math.max(SHORTEST_ANSWER_MS, 2 * patienceMs)));
  const waiting = createWaiting({ target, ring: () => ring, patienceMs, quietMs });
  const provider = createProviderCaller({ sender, endpoints, channelId, clientId, clientSecret, pause: waiting.pause });
  const webhook = createWebhookCaller({
    sender,
    target: () => required(webhookOf(target), 'webhook'),
    onDelivery: (body) => target.whatsapp?.note(body),
    pause: waiting.pause,
  });
  const now = () => target.now?.() ?? Date.now();
  const expect: VerifyStage['expect'] = (holds, otherwise, evidence) => {
    if (!holds) throw new Finding(ring.clean(otherwise), evidence ?? ring.latest(3));
  };
  const { eventually, settle } = waiting;
  const customers = createCustomerFactory(() => ({ provider, webhook, eventually, now }));

  return {
    stageFor(rule) {
      ring = createEvidenceRing(secrets);
      const may = new Set([...(rule.needs ?? []), ...(rule.uses ?? [])]);
      const behind = <T>(power: Power, part: T | undefined): T => {
        if (!may.has(power)) throw new Error(`the rule ${rule.name} uses ${power} without naming it in \`needs\``);
        return required(part, power);
      };
      const end = performance.now() + longestRuleMs;
      /** A provider that repeats its calls without end would hold up the run for as long as a rule lets time pass. */
      const inTime =
        <A extends unknown[]>(pass: (...given: A) => Promise<void>) =>
        async (...given: A): Promise<void> => {
          if (performance.now() > end)
            throw new NotRun(
              `it was given up after ${longestRuleMs / 1000} s: the provider is at work all the time, as if it repeated a call without end`,
            );
          await pass(...given);
        };
      const stage: VerifyStage = {
        provider,
        channelId,
        credentials: { clientId, clientSecret },
        manifest,
        has: (power) => may.has(power) && powers.has(power),
        get webhook() {
          return behind('webhook', webhook);
        },
        get customers() {
          return behind('webhook', customers);
        },
        get whatsapp() {
          return behind('whatsapp', target.whatsapp);
        },
        get pipedrive() {
          return behind('pipedrive', target.pipedrive);
        },
        advance: inTime(async (ms: number) => behind('clock', target.advance)(ms)),
        async restart() {
          const begin = behind('restart', target.restart);
          try {
            await begin();
          } catch (error) {
            if (!(error instanceof CannotVerify)) throw error;
            throw new Finding(ring.clean(`after it was killed the provider did not come up again: ${error.message}`), ring.latest(3));
          }
        },
        reconnect: async () => target.reconnect?.(),
        now,
        eventually,
        settle: inTime(settle),
        expect,
      };
      return { stage, ring };
    },
    async close() {
      waiting.stop();
      await sender.close();
    },
  };
}

function required<T>(part: T | undefined, power: Power): T {
  if (part === undefined) throw new Error(howToGrant[power]);
  return part;
}
