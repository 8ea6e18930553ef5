import { AppError } from '../../src/errors.ts';
import type { OwnerChoice } from './companies.ts';
import { callbackUrlOf, type PipedriveWorld } from './world.ts';

export interface Consent extends OwnerChoice {
  /** The registered callback URL unless told; any other is refused, as the authorise page does. */
  redirectUri?: string;
  state?: string;
  decision: 'allow' | 'deny';
}

/** The registered callback URL. Throws an AppError INVALID_REQUEST when there is none, or when another is asked for. */
export function registeredCallback(world: PipedriveWorld, redirectUri: string | undefined): string {
  const registered = callbackUrlOf(world);
  if (registered === '') throw new AppError('INVALID_REQUEST', 'No callback URL is known: neither callbackUrl nor providerUrl is set.');
  if (redirectUri !== undefined && redirectUri !== registered) {
    throw new AppError('INVALID_REQUEST', 'The redirect_uri is not the callback URL that the app is registered with.');
  }
  return registered;
}

/**
 * What a user's decision sends the browser to: the callback URL with a code, or with error=user_denied, and with the state that was given.
 * Throws an AppError NOT_FOUND when there is no such user.
 */
export function decide(world: PipedriveWorld, { redirectUri, state, decision, ...choice }: Consent): string {
  const callback = registeredCallback(world, redirectUri);
  const owner = world.companies.choose(choice);
  const address = new URL(callback);
  if (decision === 'allow') address.searchParams.set('code', world.tokens.issueCode(owner, callback));
  else address.searchParams.set('error', 'user_denied');
  if (state !== undefined) address.searchParams.set('state', state);
  return address.href;
}
