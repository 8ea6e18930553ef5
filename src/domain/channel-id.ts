import { AppError } from '../errors.ts';

const FEWEST_CHARACTERS = 8;
const FEWEST_CHANGES = 3;

/**
 * Throws INVALID_REQUEST for a channel id that looks as if a person thought it up: all customers' calls carry the same credentials, so the channel id alone keeps one
 * company's messages from another. Random ones have many different characters and go to and fro between digits, small letters and capitals; words do not.
 */
export function assertUnguessable(id: string): void {
  const characters = [...id].filter((character) => /[A-Za-z0-9]/.test(character));
  const kinds = characters.map((character) => (/\d/.test(character) ? 'digit' : /[A-Z]/.test(character) ? 'capital' : 'small'));
  const changes = kinds.filter((kind, index) => index > 0 && kind !== kinds[index - 1]).length;
  if (characters.length >= 16 && new Set(characters).size >= FEWEST_CHARACTERS && changes >= FEWEST_CHANGES) return;
  throw new AppError(
    'INVALID_REQUEST',
    'providerChannelId can be guessed, and it is all that keeps one company from another: leave it out, and one is made, or take 16 or more random letters and digits.',
  );
}
