import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

test('package.json: every dependency is pinned to one version', () => {
  const all = { ...packageJson.dependencies, ...packageJson.devDependencies, ...packageJson.optionalDependencies };
  expect(Object.entries(all).filter(([, version]) => !/^(npm:[a-z]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

test('package.json: the runtime comes in the same version for every platform', () => {
  expect(new Set(Object.values(packageJson.optionalDependencies)).size).toBe(1);
});

test('launch: says in its first line what is missing when there is no suitable Node, without a stack trace', () => {
  const folder = mkdtempSync(join(tmpdir(), 'launch-'));
  try {
    // Without node_modules around it the launcher finds no pinned runtime; the version is what an old Node would report.
    cpSync(fileURLToPath(new URL('../../src/cli/launch.cjs', import.meta.url)), join(folder, 'launch.cjs'));
    const program = `Object.defineProperty(process, 'version', { value: 'v20.20.2' }); require(${JSON.stringify(join(folder, 'launch.cjs'))});`;
    const { status, stderr } = spawnSync(process.execPath, ['-e', program], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, NODE_PATH: '' },
    });
    expect(status).toBe(1);
    expect(stderr.split('\n')[0]).toBe('This needs Node 24.18 or newer; found v20.20.2 and no pinned runtime in node_modules.');
    expect(stderr).toContain('npm ci');
    expect(stderr).not.toMatch(/^\s+at /m);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('launch: the runtime it brings keeps compiled code and few heaps, unless told otherwise', () => {
  const folder = mkdtempSync(join(tmpdir(), 'launch-'));
  try {
    const launcher = fileURLToPath(new URL('../../src/cli/launch.cjs', import.meta.url));
    const [asOldNode, say] = [join(folder, 'old.cjs'), join(folder, 'say.cjs')];
    writeFileSync(
      asOldNode,
      `Object.defineProperty(process, 'version', { value: 'v20.20.2' }); process.execPath = '/another/node'; require(${JSON.stringify(launcher)});`,
    );
    writeFileSync(say, 'console.log(JSON.stringify([process.env.MALLOC_ARENA_MAX, process.env.NODE_COMPILE_CACHE]))');
    const launched = (env: NodeJS.ProcessEnv): unknown => {
      const { MALLOC_ARENA_MAX: _, NODE_COMPILE_CACHE: __, ...rest } = process.env;
      return JSON.parse(spawnSync(process.execPath, [asOldNode, say], { encoding: 'utf8', env: { ...rest, ...env } }).stdout);
    };
    expect(launched({})).toEqual(['2', expect.stringContaining(join('node_modules', '.cache', 'compile'))]);
    expect(launched({ MALLOC_ARENA_MAX: '8', NODE_COMPILE_CACHE: folder })).toEqual(['8', folder]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

// Only the C library of Linux has heaps to limit.
test.runIf(process.platform === 'linux')('launch --service: begins anew with few heaps, with the same flags and arguments', () => {
  const folder = mkdtempSync(join(tmpdir(), 'launch-'));
  try {
    const launcher = fileURLToPath(new URL('../../src/cli/launch.cjs', import.meta.url));
    const say = join(folder, 'say.cjs');
    writeFileSync(say, 'console.log(JSON.stringify([process.pid, process.env.MALLOC_ARENA_MAX, process.execArgv, process.argv.slice(2)]))');
    const launched = (env: NodeJS.ProcessEnv, ...words: string[]): unknown => {
      const { MALLOC_ARENA_MAX: _, ...rest } = process.env;
      const { pid, stdout } = spawnSync(process.execPath, ['--max-semi-space-size=4', launcher, ...words, say, 'a', '--b'], {
        encoding: 'utf8',
        env: { ...rest, ...env },
      });
      const [itsPid, ...told] = JSON.parse(stdout) as [number, ...unknown[]];
      return [itsPid === pid, ...told];
    };
    const same = [['--max-semi-space-size=4'], ['a', '--b']];
    expect(launched({}, '--service')).toEqual([true, '2', ...same]);
    expect(launched({ MALLOC_ARENA_MAX: '8' }, '--service')).toEqual([true, '8', ...same]);
    expect(launched({})).toEqual([true, null, ...same]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
