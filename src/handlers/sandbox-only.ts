import type { Playground } from '../domain/playground.ts';
import { AppError } from '../errors.ts';

/** The playground. Throws NOT_FOUND outside the sandbox. */
export function sandboxOnly(playground: Playground | undefined): Playground {
  if (playground) return playground;
  throw new AppError('NOT_FOUND', 'There is no playground here: this provider talks to the real WhatsApp and Pipedrive.');
}
