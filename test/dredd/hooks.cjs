// The only place Dredd's hooks live: `require('hooks')` resolves in a hook file alone. What to do stands in run-document.ts, which
// leaves it under this symbol before it starts Dredd in its own process.
const hooks = require('hooks');

const { prepare, conclude } = globalThis[Symbol.for('dredd-transactions')];

hooks.beforeEach((transaction, done) => {
  prepare(transaction).then(done, (error) => {
    transaction.fail = `could not be prepared: ${error.message}`;
    done();
  });
});

hooks.afterEach((transaction, done) => {
  conclude(transaction).then(done, (error) => {
    transaction.fail = `could not be concluded: ${error.message}`;
    done();
  });
});
