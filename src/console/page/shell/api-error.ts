/** A request that did not bring what was asked for. `message` is for the person at the screen: what happened, and what to do. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** The provider's stable code; null when no answer of the provider's came. */
  readonly code: string | null;
  readonly title: string;
  /** Finds the request in the provider's log. */
  readonly requestId: string | null;

  constructor(facts: { status: number; code?: string | undefined; title: string; detail: string; requestId?: string | null }) {
    super(facts.detail);
    this.status = facts.status;
    this.code = facts.code ?? null;
    this.title = facts.title;
    this.requestId = facts.requestId ?? null;
  }
}

export const unreachable = (): ApiError =>
  new ApiError({
    status: 0,
    title: 'The provider does not answer',
    detail: 'Look whether its process still runs and the network is up, then try again. Nothing you typed is lost.',
  });

/** The error that an answer is: the provider's own problem details, or what can be said about anything else. */
export async function errorOf(answer: Response): Promise<ApiError> {
  const requestId = answer.headers.get('x-request-id');
  if (answer.headers.get('content-type')?.startsWith('application/problem+json')) {
    const { title, detail, code } = (await answer.json()) as { title: string; detail: string; code: string };
    return new ApiError({ status: answer.status, code, title, detail, requestId });
  }
  return new ApiError({
    status: answer.status,
    title: `Unexpected answer ${answer.status}`,
    detail: 'Something between this page and the provider answered in its place, such as a proxy. Try again, then look at the proxy.',
    requestId,
  });
}
