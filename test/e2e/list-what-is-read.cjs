// Loaded before a program: when that ends, writes which of Node's own modules and which files it has read to the file named by READ_LIST.
const { writeFileSync } = require('node:fs');
const { registerHooks } = require('node:module');

const files = [];
registerHooks({
  load(url, context, next) {
    files.push(url);
    return next(url, context);
  },
});
process.on('exit', () => writeFileSync(process.env.READ_LIST, JSON.stringify([...process.moduleLoadList, ...files])));
