// Lets a program of this project and the processes it forks record what they exercise:
//   node --require ./test/coverage/preload.cjs src/cli/launch.cjs src/cli/verify.ts
// CONTRACT_COVERAGE_SOURCE names the source, verify without it: a forked process may not be given the variable.
// The launcher may begin on an older Node, which cannot load the recorder and has nothing to record.
const [major] = process.versions.node.split('.').map(Number);
if (major >= 24) require('./record.ts').recordCoverage(process.env.CONTRACT_COVERAGE_SOURCE || 'verify');
