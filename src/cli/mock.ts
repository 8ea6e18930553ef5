// Loaded when it is needed: only this command, never a provider, wants the mocks.
const { mock } = await import('../../mocks/prism/command.ts');
const running = mock(process.argv.slice(2), console.log, console.error);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void running.then(({ stop }) => stop()));
process.exitCode = (await running).exitCode;

export {};
