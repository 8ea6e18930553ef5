/** An answer other than 200. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const absent = (what: string): Refusal => new Refusal(404, 'NOT_FOUND', `No such ${what}`);
export const unusable = (why: string): Refusal => new Refusal(400, 'BAD_REQUEST', why);
