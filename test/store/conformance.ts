import { describe } from 'vitest';
import { attemptCases } from './conformance/attempts.ts';
import { beginningCases } from './conformance/beginnings.ts';
import { claimCases } from './conformance/claims.ts';
import { companyCases } from './conformance/companies.ts';
import { erasureCases } from './conformance/erasures.ts';
import type { OpenStore } from './conformance/fixture.ts';
import { holdCases } from './conformance/holds.ts';
import { inboundFileCases } from './conformance/inbound-files.ts';
import { installationCases } from './conformance/installations.ts';
import { messageCases } from './conformance/messages.ts';
import { outboxCases } from './conformance/outbox.ts';
import { passageCases } from './conformance/passages.ts';
import { peopleCases } from './conformance/people.ts';
import { retentionCases } from './conformance/retention.ts';
import { secretCases } from './conformance/secrets.ts';
import { sendCases } from './conformance/sends.ts';
import { separationCases } from './conformance/separation.ts';
import { setAsideCases } from './conformance/set-aside.ts';
import { tallyCases } from './conformance/tallies.ts';
import { transactionCases } from './conformance/transactions.ts';
import { urgencyCases } from './conformance/urgency.ts';

export type { OpenStore, StoreHarness } from './conformance/fixture.ts';

/** What every engine must do. An engine's own test file holds the harness and what is true of that engine alone. */
export function describeStore(name: string, open: OpenStore): void {
  describe(`${name} store`, () => {
    transactionCases(open);
    peopleCases(open);
    messageCases(open);
    sendCases(open);
    inboundFileCases(open);
    outboxCases(open);
    claimCases(open);
    holdCases(open);
    urgencyCases(open);
    companyCases(open);
    installationCases(open);
    retentionCases(open);
    setAsideCases(open);
    erasureCases(open);
    secretCases(open);
    separationCases(open);
    beginningCases(open);
    attemptCases(open);
    passageCases(open);
    tallyCases(open);
  });
}
