import { expect, test } from 'vitest';
import { hasPreview } from '../../src/store/has-preview.ts';

const MB = 1024 * 1024;

test.each([
  ['image/png', MB - 1, true],
  ['image/jpeg', 1, true],
  ['image/webp', 1, true],
  ['image/png', MB, false],
  ['image/svg+xml', 1, false],
  ['image/heic', 1, false],
  ['application/pdf', 1, false],
])('preview: %s of %i bytes: %s', (contentType, size, shown) => {
  expect(hasPreview({ contentType, size })).toBe(shown);
});
