import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { loadRules } from '../../src/cli/verify/index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let elsewhere = '';
let installed = '';

/** Runs a program in the other project; output of both kinds in one text. */
function run(command: string, args: string[], cwd = elsewhere) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
  return { status, stdout, stderr };
}

/** Another project that has the tarball installed as npm would, with this project's own dependencies beside it. */
beforeAll(() => {
  elsewhere = mkdtempSync(join(tmpdir(), 'packed-'));
  expect(run('npm', ['pack', '--silent', '--pack-destination', elsewhere], root)).toMatchObject({ status: 0 });
  installed = join(elsewhere, 'node_modules', packageJson.name);
  mkdirSync(installed, { recursive: true });
  const tarball = `${packageJson.name}-${packageJson.version}.tgz`;
  expect(run('tar', ['xzf', join(elsewhere, tarball), '--strip-components=1', '-C', installed])).toMatchObject({ status: 0 });
  const types = ['@types/node'];
  for (const name of [...Object.keys(packageJson.dependencies), ...types]) {
    const place = join(elsewhere, 'node_modules', name);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), place);
  }
  writeFileSync(join(elsewhere, 'package.json'), '{ "type": "module", "private": true }');
});
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

test('npm pack: holds what was compiled, the contracts and the commands, and no source, test or data', () => {
  const files = readdirSync(installed, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(installed.length + 1));
  const wanted = /^(dist\/|openapi\/[\w-]+\.(yaml|md)$|src\/cli\/(bin\/\w+|launch)\.cjs$|(README|CHANGELOG)\.md$|LICENSE$|package\.json$)/;
  expect(files.filter((name) => !wanted.test(name))).toEqual([]);
  expect(files.filter((name) => /(^|\/)(test|data|node_modules)\//.test(name) || /(?<!\.d)\.ts$/.test(name))).toEqual([]);
  for (const target of Object.values(packageJson.bin)) expect(files).toContain(target);
  const entries = Object.values(packageJson.exports).filter((entry) => typeof entry === 'object');
  expect(entries.length).toBeGreaterThan(1);
  for (const { types, default: code } of entries) expect(files).toEqual(expect.arrayContaining([types.slice(2), code.slice(2)]));
});

test('messaging-verify: runs from the package and knows every rule', async () => {
  const { status, stdout } = run(process.execPath, [join(installed, packageJson.bin['messaging-verify']), '--list']);
  expect(status).toBe(0);
  for (const { name } of await loadRules()) expect(stdout).toContain(name);
});

test('messaging-simulators: runs from the package', () => {
  const { status, stdout } = run(process.execPath, [join(installed, packageJson.bin['messaging-simulators']), '--help']);
  expect(status).toBe(0);
  expect(stdout).toContain('--webhook');
});

test.each([
  ['--help', 0],
  ['listen --help', 0],
  ['--no-such-option', 2],
  ['listen --no-such-option', 2],
  ['listen --port 0 --app-secret x --control http://127.0.0.1:1', 1],
])('messaging-simulators %s: names itself as it was called', (args, exitCode) => {
  const { status, stdout, stderr } = run(process.execPath, [join(installed, packageJson.bin['messaging-simulators']), ...args.split(' ')]);
  expect(status).toBe(exitCode);
  expect(stdout + stderr).toContain('messaging-simulators');
  expect(stdout + stderr).not.toContain('npm run');
});

test('the entries ./simulators and ./verify: compile in another project and judge its provider', () => {
  writeFileSync(
    join(elsewhere, 'use.ts'),
    `import { createServer } from 'node:http';
import { createSimulators } from '${packageJson.name}/simulators';
import { type Report, runVerify } from '${packageJson.name}/verify';

const provider = createServer((_request, response) => response.end('{}')).listen(0, '127.0.0.1');
await new Promise((resolve) => provider.once('listening', resolve));
const { port } = provider.address() as { port: number };
const simulators = createSimulators();
const { controlUrl } = await simulators.start();
const answer = await fetch(\`\${controlUrl}/people\`);
const report: Report = await runVerify(
  { url: \`http://127.0.0.1:\${port}\`, clientId: 'id', clientSecret: 'secret', channelId: 'channel' },
  { level: 'contract', only: ['auth/get-conversations', 'auth/post-message'] },
);
console.log(JSON.stringify({ people: answer.status, outcomes: [...new Set(report.results.map(({ outcome }) => outcome))] }));
await simulators.stop();
provider.close();
`,
  );
  const tsc = join(root, 'node_modules/@typescript/native/bin/tsc');
  const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', '--types', 'node'];
  expect(run(process.execPath, [tsc, ...flags, 'use.ts'])).toMatchObject({ status: 0, stdout: '' });
  const { stdout, stderr } = run(process.execPath, ['use.ts']);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({ people: 200, outcomes: ['failed'] });
});
