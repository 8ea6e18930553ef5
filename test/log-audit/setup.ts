import { subscribe } from 'node:diagnostics_channel';
import { afterAll, expect } from 'vitest';
import type { ObservedExchange } from '../../src/http/dispatch.ts';
import { findLeaks, markExchange, nameTests } from './log-audit.ts';

// Runs around every test file: what its tests sent through a provider or a simulator may not stand in a line that a provider logged meanwhile.
nameTests(() => expect.getState().currentTestName ?? 'a hook');
subscribe('contract-exchange', (message) => markExchange(message as ObservedExchange));
afterAll(() => {
  const leaks = findLeaks();
  if (leaks.length > 0) throw new Error(`the log tells what it must not:\n  ${leaks.slice(0, 20).join('\n  ')}`);
});
