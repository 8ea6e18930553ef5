import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { callOut } from './call-out.ts';
import type { Errand } from './disk.ts';
import { Intake } from './intake.ts';
import { isSame, type Process } from './process.ts';
import { pushOf } from './push.ts';
import { Refusal } from './refusal.ts';

const LATE_MS = 150;
const SLOW_LOOK_MS = 30;

/** Meta's side: the handshake, and deliveries. */
export class Hook {
  readonly #process: Process;
  readonly #intake: Intake;
  readonly #late = new Set<NodeJS.Timeout>();

  constructor(process: Process) {
    this.#process = process;
    this.#intake = new Intake(process);
  }

  /** Whether something acknowledged is not stored yet, which only the faulty one ever says. */
  get isLate(): boolean {
    return this.#late.size > 0;
  }

  die(): void {
    for (const timer of this.#late) clearTimeout(timer);
  }

  /** The text to echo. */
  greet(query: URLSearchParams, headers: IncomingHttpHeaders): string {
    const { settings, faulty } = this.#process;
    const isRight = query.get('hub.mode') === 'subscribe' && isSame(query.get('hub.verify_token') ?? '', settings.verifyToken);
    if (faulty('handshake-needs-signature') && !headers['x-hub-signature-256']) throw new Refusal(401, 'UNAUTHORIZED', 'Sign it');
    if (!isRight && !faulty('challenge-unchecked')) throw new Refusal(403, 'FORBIDDEN', 'Not this webhook');
    return query.get('hub.challenge') ?? '';
  }

  /** Returns once everything is on the disk; the status to answer with. */
  async receive(bytes: Buffer, headers: IncomingHttpHeaders): Promise<number> {
    const { faulty, queues } = this.#process;
    if (!this.#isSigned(bytes, headers)) throw new Refusal(401, 'UNAUTHORIZED', 'Not signed with our secret');
    const delivery = parse(bytes);
    if (faulty('acknowledged-before-stored')) return this.#storeLater(delivery);
    if (faulty('forwarded-before-answer')) return this.#forward(this.#intake.take(delivery));
    const fresh = faulty('race-doubles') ? this.#intake.fresh(delivery) : undefined;
    if (fresh) await pause(SLOW_LOOK_MS);
    for (const errand of this.#intake.take(delivery, fresh)) queues.add(errand);
    return faulty('webhook-answers-201') ? 201 : 200;
  }

  #isSigned(bytes: Buffer, headers: IncomingHttpHeaders): boolean {
    const { settings, faulty } = this.#process;
    const sign = (algorithm: string, content: Buffer | string) =>
      `${algorithm}=${createHmac(algorithm, settings.appSecret).update(content).digest('hex')}`;
    const given = String(headers['x-hub-signature-256'] ?? '');
    if (faulty('signature-not-checked') || (faulty('missing-signature-accepted') && given === '')) return true;
    if (faulty('sha1-accepted') && headers['x-hub-signature'] === sign('sha1', bytes)) return true;
    if (faulty('signature-prefix-compared') && given !== '') return sign('sha256', bytes).startsWith(given);
    return isSame(given, sign('sha256', faulty('signature-over-parsed-body') ? JSON.stringify(parse(bytes)) : bytes));
  }

  #storeLater(delivery: unknown): number {
    const timer = setTimeout(() => {
      this.#late.delete(timer);
      for (const errand of this.#intake.take(delivery)) this.#process.queues.add(errand);
    }, LATE_MS);
    this.#late.add(timer);
    return 200;
  }

  async #forward(errands: Errand[]): Promise<number> {
    const { settings, power, disk } = this.#process;
    for (const errand of errands) {
      const { status } = await callOut(settings.clock, power, pushOf(this.#process, errand));
      if (status === 200) continue;
      const thread = disk.threads.get(errand.threadId);
      thread?.items.splice(-1, 1);
      disk.items.delete(errand.itemId);
      throw new Refusal(503, 'UNAVAILABLE', 'Pipedrive does not answer');
    }
    return 200;
  }
}

/** What cannot be read behind a right signature is nothing to be repeated for days. */
function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
