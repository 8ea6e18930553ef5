import { stalePages, writePages } from './generate/pages.ts';
import { staleFiles, writeAll } from './generate/render-all.ts';

if (process.argv.includes('--check')) {
  const stale = [...(await staleFiles()).map((name) => `generated/${name}`), ...stalePages()];
  for (const path of stale) console.error(`stale: ${path}`);
  if (stale.length > 0) console.error('Run `npm run generate` and commit the result.');
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  console.log(`generated/: ${await writeAll()} files written; pages: ${writePages()}`);
}
