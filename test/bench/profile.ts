import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { percent, printTable } from './report.ts';

interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number }; children?: number[] }[];
  samples: number[];
  timeDeltas: number[];
}

/** Reads the one profile that `node --cpu-prof` left in a folder and prints where the time went: by function, and by part of the program. */
export function printProfile(title: string, folder: string): void {
  const file = readdirSync(folder).find((name) => name.endsWith('.cpuprofile'));
  if (!file) return;
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile;
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child): [number, number] => [child, id])));
  const byFunction = new Map<string, number>();
  const byPart = new Map<string, number>();
  let busy = 0;
  samples.forEach((id, index) => {
    const frame = byId.get(id);
    const time = timeDeltas[index] ?? 0;
    if (!frame || frame.functionName === '(idle)') return;
    busy += time;
    const place = shortPlace(frame.url);
    add(byFunction, `${frame.functionName || '(anonymous)'}  ${place}${frame.lineNumber > 0 ? `:${frame.lineNumber + 1}` : ''}`, time);
    add(byPart, partOf(id), time);
  });
  const rows = (of: Map<string, number>, most: number) =>
    [...of]
      .sort(([, a], [, b]) => b - a)
      .slice(0, most)
      .map(([name, time]) => [name, percent(time / busy)]);
  printTable(`${title}: functions by self time`, ['function', 'share of busy time'], rows(byFunction, 25));
  printTable(
    `${title}: parts (self time counts for the nearest caller among our files and packages)`,
    ['part', 'share of busy time'],
    rows(byPart, 25),
  );

  function partOf(id: number): string {
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const { url, functionName } = byId.get(at) as CpuProfile['nodes'][number]['callFrame'];
      if (functionName === '(garbage collector)') return functionName;
      if (url.startsWith('file:') || url.includes('node_modules')) return shortPlace(url);
    }
    const own = byId.get(id) as CpuProfile['nodes'][number]['callFrame'];
    return own.url ? `Node itself: ${own.url}` : `Node itself: ${own.functionName}`;
  }
}

const add = (to: Map<string, number>, key: string, time: number) => to.set(key, (to.get(key) ?? 0) + time);

const shortPlace = (url: string): string =>
  url.includes('node_modules/')
    ? (url.split('node_modules/').at(-1) as string)
    : url.replace(/^file:.*?\/((?:src|generated|test)\/)/, '$1');
