import type { CheckName, Finding } from '../domain/set-up-report.ts';
import { type FaultName, faults } from './faults.ts';

/** Collects the findings of one check. */
export function createFindings(check: CheckName, subject: string | null = null) {
  const findings: Finding[] = [];
  const add = (status: Finding['status'], found: string, fault: FaultName | null = null): void => {
    findings.push({ check, status, subject, found, fault, remedy: fault && faults[fault].remedy });
  };
  return {
    findings,
    ok: (found: string) => add('ok', found),
    skip: (found: string) => add('skipped', found),
    fault: (name: FaultName, found: string) => add(faults[name].status, found, name),
  };
}

export type Findings = ReturnType<typeof createFindings>;
