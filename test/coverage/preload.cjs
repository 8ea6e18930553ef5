// Lets a program of this project and the processes it forks record what they exercise:
//   node --require ./test/coverage/preload.cjs src/cli/launch.cjs src/cli/verify.ts
// CONTRACT_COVERAGE_SOURCE names the source, verify without it; CONTRACT_COVERAGE the folder. A forked process needs both from its parent.
// The launcher may begin on an older Node, which cannot load the recorder and has nothing to record.
const [major] = process.versions.node.split('.').map(Number);
if (major >= 24) require('./record.ts').recordCoverage(process.env.CONTRACT_COVERAGE_SOURCE || 'verify');
