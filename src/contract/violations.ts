/** The part of an Ajv error that tells a person what is wrong. */
interface Violation {
  instancePath?: string;
  message?: string;
  keyword?: string;
  params?: unknown;
}

const MOST = 5;

/** Contract violations as one sentence a caller can act on: where, and what is expected there. Values are never repeated. */
export function describeViolations(violations: readonly Violation[]): string {
  const lines = violations.slice(0, MOST).map(({ instancePath, message, keyword, params }) => {
    const where = (instancePath ?? '')
      .replace(/^\/(requestBody|query|path|header)/, (_all, part: string) => (part === 'requestBody' ? 'body' : part))
      .replace(/^\//, '');
    const allowed = keyword === 'enum' ? ` (${(params as { allowedValues?: unknown[] }).allowedValues?.join(', ')})` : '';
    const extra = keyword === 'additionalProperties' ? ` (${(params as { additionalProperty?: string }).additionalProperty})` : '';
    return `${where || 'request'} ${message ?? 'is invalid'}${allowed}${extra}`;
  });
  const more = violations.length > MOST ? ` and ${violations.length - MOST} more` : '';
  return `${lines.join('; ')}${more}`;
}
