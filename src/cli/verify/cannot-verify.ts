/** There is no verdict: the call is wrong, or the provider cannot be judged. Its message is one clear sentence for whoever started the run. */
export class CannotVerify extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CannotVerify';
  }
}
