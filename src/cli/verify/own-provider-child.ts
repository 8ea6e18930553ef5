import { runOwnProvider } from './own-provider-process.ts';

// A provider whose parent is gone serves nobody.
process.once('disconnect', () => process.exit(0));
if (!process.connected) process.exit(0);
await runOwnProvider(
  (answer) => process.send?.(answer),
  (take) => process.on('message', take),
);
