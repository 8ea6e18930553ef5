import { AppError } from '../../src/errors.ts';
import { type ErrorRenderer, problemJson } from '../../src/http/error-bodies.ts';

const titles = { CONFLICT: 'It cannot be done as things stand', PROVIDER_FAILED: 'The provider gave no usable answer' } as const;
const statuses = { CONFLICT: 409, PROVIDER_FAILED: 502 } as const;

/** A refusal that only the control API knows. */
class ControlFailure extends AppError {
  readonly problem: keyof typeof titles;

  constructor(problem: keyof typeof titles, detail: string) {
    super('INVALID_REQUEST', detail);
    this.problem = problem;
  }
}

/** Something must be set or done first; `detail` says what. */
export const conflict = (detail: string): ControlFailure => new ControlFailure('CONFLICT', detail);

/** The operation needs an answer of the provider, and none came. */
export const unreachable = (detail: string): ControlFailure => new ControlFailure('PROVIDER_FAILED', detail);

/** RFC 9457 problem details for every error of the control API. */
export function controlError(now: () => number): ErrorRenderer {
  const render = problemJson(now);
  return (error, requestId) => {
    const rendered = render(error, requestId);
    if (!(error instanceof ControlFailure)) return rendered;
    const status = statuses[error.problem];
    const body = { ...(rendered.body as object), title: titles[error.problem], status, code: error.problem };
    return { ...rendered, status, body };
  };
}
