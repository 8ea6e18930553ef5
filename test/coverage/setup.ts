import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect } from 'vitest';
import { recordCoverage } from './record.ts';

// One record per test file: running a file again replaces what it recorded before.
const flush = recordCoverage('test', relative(fileURLToPath(new URL('..', import.meta.url)), expect.getState().testPath ?? 'unknown'));
afterAll(flush);
