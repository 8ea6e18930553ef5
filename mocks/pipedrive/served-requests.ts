import type { Context, Next } from 'koa';
import type { Clock } from '../../src/clock.ts';
import type { ObservedExchange } from '../../src/http/dispatch.ts';
import type { Journal } from '../journal.ts';
import type { RateHeaders } from './budget.ts';
import { servedEntry } from './transcript.ts';

interface ServedRequest {
  operationId: string;
  domain: string | undefined;
  rate?: RateHeaders;
  shutOut?: boolean;
  exchange?: ObservedExchange;
}

type Around = (ctx: Context, next: Next) => Promise<void>;

const SHUT_OUT_PAGE = '<!DOCTYPE html><html><head><title>Access denied</title></head><body>Too many requests. Access denied.</body></html>';

/** What is known of each request while it is under way, and what becomes of its answer: rate headers, the page for who is shut out, the journal. */
export function createServedRequests(clock: Clock, journal: Journal | undefined) {
  const underWay = new Map<string, ServedRequest>();

  return {
    /** The operation of a request under way. */
    operationOf: (requestId: string): string | undefined => underWay.get(requestId)?.operationId,
    /** The company's domain that a request was addressed to; undefined on the common host. */
    domainOf: (requestId: string): string | undefined => underWay.get(requestId)?.domain,
    /** The rate headers of a request's answer. */
    setRate(requestId: string, rate: RateHeaders | undefined): void {
      const request = underWay.get(requestId);
      if (request && rate) request.rate = rate;
    },
    /** The request meets a page of HTML instead of the API. */
    shutOut(requestId: string): void {
      const request = underWay.get(requestId);
      if (request) request.shutOut = true;
    },
    observe(exchange: ObservedExchange): void {
      const request = underWay.get(exchange.requestId);
      if (request) request.exchange = exchange;
    },
    /** Runs around `inner`, which may lose the answer. */
    around(operationId: string, inner: Around): Around {
      return async (ctx, next) => {
        const requestId = ctx.state['requestId'] as string;
        const request: ServedRequest = { operationId, domain: takeDomain(ctx) };
        const at = clock.now();
        underWay.set(requestId, request);
        try {
          await inner(ctx, next);
        } finally {
          underWay.delete(requestId);
          if (request.rate) ctx.set(request.rate);
          if (request.shutOut && ctx.respond !== false) {
            ctx.status = 403;
            ctx.set('Content-Type', 'text/html; charset=UTF-8');
            ctx.body = SHUT_OUT_PAGE;
            if (request.exchange) request.exchange.responseBody = SHUT_OUT_PAGE;
          }
          // Errors are written as JSON; this one is a page.
          if (ctx.respond !== false && typeof request.exchange?.responseBody === 'string' && ctx.response.is('html')) {
            ctx.body = request.exchange.responseBody;
            ctx.set('Content-Type', 'text/html; charset=UTF-8');
          }
          journal?.record(entryOf(at, ctx, request));
        }
      };
    },
  };
}

/** The parameter of a path that names a company's host. */
export const DOMAIN = 'companyDomain';

/** Takes the company's domain out of what the path holds: no operation knows of it. */
function takeDomain(ctx: Context): string | undefined {
  const held = ctx as unknown as { params?: Record<string, string> };
  const { [DOMAIN]: domain, ...params } = held.params ?? {};
  held.params = params;
  return domain;
}

export type ServedRequests = ReturnType<typeof createServedRequests>;

function entryOf(at: number, ctx: Context, { operationId, exchange }: ServedRequest) {
  if (exchange) return servedEntry(at, exchange, ctx.respond !== false);
  // Broken off before it was looked at.
  return {
    at,
    side: 'pipedrive' as const,
    direction: 'in' as const,
    operationId,
    method: ctx.method,
    url: ctx.url,
    request: null,
    status: 0,
    response: null,
    violation: null,
  };
}
