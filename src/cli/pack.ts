import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Compiles what the package offers into `dist/`: Node strips types only outside `node_modules`, so a package must bring JavaScript. Runs before
 * `npm pack`; the repository itself runs from its sources.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
const manifest = createRequire(import.meta.url).resolve('@typescript/native/package.json');
const { status } = spawnSync(process.execPath, [join(dirname(manifest), 'bin/tsc'), '-p', join(root, 'src/cli/pack/tsconfig.json')], {
  stdio: 'inherit',
});
const validators = globSync('generated/*/validators.{cjs,d.cts}', { cwd: root }).filter((file) =>
  existsSync(join(dist, dirname(file), 'index.js')),
);
for (const file of validators) cpSync(join(root, file), join(dist, file));
process.exitCode = status ?? 1;
