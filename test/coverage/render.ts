import { type Counts, type Gaps, kindCounts, type Recorded, type Unreachable } from './gaps.ts';
import { type Source, sources } from './record.ts';
import type { MappedOperation } from './universe.ts';

export interface MapContent {
  universe: readonly MappedOperation[];
  recorded: Recorded;
  unreachable: Unreachable;
  gaps: Gaps;
}

const names: Readonly<Record<Source, string>> = { test: 'tests', dredd: 'Dredd', verify: 'verify' };

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --good: #1a7f3733; --one: #9a670033; --bad: #cf222e55; --off: #8882; }
body { font: 14px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
table { border-collapse: collapse; margin: .5rem 0 2rem; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { border: 1px solid var(--line); padding: .15rem .45rem; text-align: center; white-space: nowrap; }
th[scope=row] { text-align: left; font-weight: 400; white-space: normal; min-width: 9rem; overflow-wrap: anywhere; } th small { display: block; }
table.summary td { text-align: right; }
td.seen { background: var(--good); } td.missing { background: var(--bad); font-weight: 600; } td.unreachable { background: var(--off); }
small { opacity: .8; } h2:target { outline: 2px solid; } @media (max-width: 40rem) { body { margin: .8rem auto; } } .scroll { overflow-x: auto; } li { font-family: ui-monospace, monospace; }
`;

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The map as one HTML page that needs nothing else: per document operations × statuses, and per operation kinds of message × statuses. */
export function renderMap(content: MapContent): string {
  const { universe, gaps } = content;
  const documents = [...new Set(universe.map(({ document }) => document))];
  const list = (title: string, keys: readonly string[]) =>
    keys.length > 0 ? `<h2>${title}</h2><ul>${keys.map((key) => `<li>${escapeHtml(key)}</li>`).join('')}</ul>` : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Contract coverage</title><style>${STYLE}</style></head>
<body><h1>Contract coverage</h1>
<p>${gaps.covered} of ${gaps.total} documented statuses and kinds of message were exercised with the contract kept. A cell says by whom and how often:
${sources.map((source) => `<b>${source[0]?.toUpperCase()}</b> ${names[source]}`).join(', ')}. Red: nobody. Grey: cannot be exercised, for a reason that stands at the end.</p>
${renderSummary(documents, content)}
${list('Nobody exercises', gaps.missing)}${list('Listed as unreachable without need', gaps.stale)}
${documents.map((document) => renderDocument(document, content)).join('\n')}
${list(
  'Cannot be exercised',
  Object.entries(content.unreachable).map(([key, reason]) => `${key}: ${reason}`),
)}
</body></html>
`;
}

/** How much of each document was exercised, and where its tables are. */
function renderSummary(documents: readonly string[], { universe, gaps }: MapContent): string {
  const rows = documents.map((document) => {
    const operations = universe.filter((operation) => operation.document === document);
    const cells = operations.reduce((sum, { statuses, kinds }) => sum + statuses.length + kinds.length, 0);
    const missing = gaps.missing.filter((key) => key.startsWith(`${document} `)).length;
    const state = missing > 0 ? `<td class="missing">${missing}</td>` : '<td class="seen">none</td>';
    return `<tr><th scope="row"><a href="#${document}">${document}</a></th><td>${operations.length}</td><td>${cells}</td>${state}</tr>`;
  });
  return renderTable('Documents', 'document', ['operations', 'statuses and kinds', 'missing'], rows).replace(
    '<table>',
    '<table class="summary">',
  );
}

function renderDocument(document: string, content: MapContent): string {
  const operations = content.universe.filter((operation) => operation.document === document);
  const statuses = [...new Set(operations.flatMap((operation) => operation.statuses))].toSorted();
  const rows = operations.map((operation) => {
    const cells = statuses.map((status) =>
      operation.statuses.includes(status) ? renderCell(content, `${document} ${operation.operationId} ${status}`) : '<td></td>',
    );
    const title = `${operation.operationId} <small>${operation.method} ${escapeHtml(operation.path)}${operation.deprecated ? ', deprecated' : ''}</small>`;
    return `<tr><th scope="row">${title}</th>${cells.join('')}</tr>`;
  });
  return `<h2 id="${document}">${document}</h2>${renderTable('Operations and statuses', 'operation', statuses, rows)}${operations
    .filter(({ kinds }) => kinds.length > 0)
    .map((operation) => renderKinds(operation, content))
    .join('')}`;
}

function renderKinds(operation: MappedOperation, content: MapContent): string {
  const prefix = `${operation.document} ${operation.operationId}`;
  const seen = [...content.recorded.keys()].map((key) => key.split(' ')).filter(([document, id]) => `${document} ${id}` === prefix);
  const unlisted = [...new Set(seen.flatMap(([, , , kind]) => (kind && !operation.kinds.includes(kind) ? [kind] : [])))];
  const rows = [...operation.kinds, ...unlisted].map((kind) => {
    const listed = operation.kinds.includes(kind);
    const summary = listed ? renderCell(content, `${prefix} ${kind}`, kindCounts(content.recorded, operation, kind)) : '<td></td>';
    const cells = operation.statuses.map((status) => `<td>${describe(content.recorded.get(`${prefix} ${status} ${kind}`))}</td>`);
    return `<tr><th scope="row">${escapeHtml(kind)}${listed ? '' : ' <small>not in the document</small>'}</th>${summary}${cells.join('')}</tr>`;
  });
  return renderTable(
    `${operation.operationId}: kinds of message, ${operation.direction}`,
    'kind',
    ['succeeded', ...operation.statuses],
    rows,
  );
}

function renderTable(caption: string, corner: string, columns: readonly (string | number)[], rows: readonly string[]): string {
  const head = columns.map((column) => `<th scope="col">${column}</th>`).join('');
  return `<div class="scroll"><table><caption>${escapeHtml(caption)}</caption><tr><th>${corner}</th>${head}</tr>${rows.join('')}</table></div>`;
}

function renderCell({ recorded, unreachable }: MapContent, key: string, counts: Counts | undefined = recorded.get(key)): string {
  const text = describe(counts);
  if (text) return `<td class="seen">${text}</td>`;
  const reason = unreachable[key];
  return reason === undefined ? '<td class="missing">nobody</td>' : `<td class="unreachable" title="${escapeHtml(reason)}">–</td>`;
}

const describe = (counts: Counts | undefined): string =>
  sources
    .filter((source) => counts?.[source])
    .map((source) => `${source[0]?.toUpperCase()} ${short(counts?.[source] ?? 0)}`)
    .join(' ');

const short = (count: number): string => (count < 1000 ? String(count) : `${(count / 1000).toFixed(count < 10_000 ? 1 : 0)}k`);
