import type { OperationTypes } from '../../../generated/whatsapp-cloud/index.ts';
import type { OperationHandler } from '../../../src/contract/operation.ts';
import { GraphFailure } from '../graph-failure.ts';
import { numbersOfAccount, type WhatsAppWorld } from '../world.ts';

/** One page of the account's templates. `next` is absent on the last page and embeds the token elsewhere, as at Meta. */
export const listTemplates =
  (world: WhatsAppWorld): OperationHandler<OperationTypes['listTemplates']> =>
  ({ params: { version, businessAccountId }, query }) => {
    numbersOfAccount(world, businessAccountId);
    const matching = world
      .settings()
      .templates.filter((template) =>
        (['status', 'name', 'language', 'category'] as const).every(
          (field) => query[field] === undefined || template[field] === query[field],
        ),
      );
    const start = query.after === undefined ? 0 : positionOf(query.after);
    const limit = Number(query.limit ?? 25);
    const data = matching.slice(start, start + limit);
    if (data.length === 0) return { status: 200, body: { data } };
    const after = cursorOf(start + data.length);
    const path = `${world.baseUrl()}/${version}/${businessAccountId}/message_templates`;
    const next = `${path}?access_token=${encodeURIComponent(world.settings().accessToken)}&limit=${limit}&after=${after}`;
    const cursors = { before: cursorOf(start), after };
    return { status: 200, body: { data, paging: start + limit < matching.length ? { cursors, next } : { cursors } } };
  };

const cursorOf = (position: number): string => Buffer.from(String(position)).toString('base64url');

function positionOf(cursor: string): number {
  const position = Buffer.from(cursor, 'base64url').toString();
  if (!/^\d+$/.test(position))
    throw new GraphFailure({ status: 400, code: 131059, details: 'The cursor is not valid. Start again without it.' });
  return Number(position);
}
