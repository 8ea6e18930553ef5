/** Something the person at the keyboard can put right; `exitCode` 2 when the command itself is wrong. */
export class AliasesError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
