// Runs a command of this package: from its sources in a checkout, from what was compiled where it is installed.
const { existsSync } = require('node:fs');
const path = require('node:path');

module.exports = function run(name) {
  const source = path.join(__dirname, '..', `${name}.ts`);
  const compiled = path.join(__dirname, '../../../dist/src/cli', `${name}.js`);
  process.argv.splice(2, 0, existsSync(source) ? source : compiled);
  require('../launch.cjs');
};
