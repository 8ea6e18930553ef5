export type CheckName = 'public-url' | 'head' | 'webhook' | 'clock' | 'whatsapp' | 'pipedrive' | 'manifest';

/** What one look at one thing of the set-up showed. */
export interface Finding {
  check: CheckName;
  status: 'ok' | 'warning' | 'failed' | 'skipped';
  /** The channel or company it is about; null for the whole. */
  subject: string | null;
  /** What was seen, in words that hold no secret. */
  found: string;
  /** The fault's name in the set-up guide; null where nothing is wrong. */
  fault: string | null;
  remedy: string | null;
}

/** The worst of the findings. */
export const verdictOf = (findings: readonly Finding[]): 'ok' | 'warning' | 'failed' =>
  (['failed', 'warning'] as const).find((status) => findings.some((finding) => finding.status === status)) ?? 'ok';
