const PAGES = ['log', 'message', 'dead-letters', 'quarantine', 'deliveries'] as const;

/** Where in the view somebody is. `rest` is the id of a message, or in the log `conversation/ID`. */
export interface Place {
  page: (typeof PAGES)[number];
  rest: string;
}

/** What an address within the view names; undefined for addresses of other views. What it does not know is the log. */
export function placeOf(hash: string): Place | undefined {
  const [, view, name = '', ...rest] = hash.split('/');
  if (view !== 'inside') return undefined;
  if (name === 'conversation') return { page: 'log', rest: `conversation/${decoded(rest.join('/'))}` };
  const page = PAGES.find((known) => known === name) ?? 'log';
  return { page, rest: decoded(rest.join('/')) };
}

/** Where a page of the view is, or something on it. */
export const addressOf = (page: Place['page'] | 'conversation', id?: string): string => {
  const base = page === 'log' ? '#/inside' : `#/inside/${page}`;
  return id === undefined ? base : `${base}/${encodeURIComponent(id)}`;
};

/** Somebody may have typed it: what is no encoding stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
