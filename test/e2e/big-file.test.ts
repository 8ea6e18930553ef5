import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { request } from 'undici';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../support/provider.ts';
import { type BigFileStage, hashOf, startBigFileStage } from './big-file-stage.ts';

const MB = 1024 * 1024;

let stage: BigFileStage;
beforeEach(async () => {
  stage = await startBigFileStage();
});
afterEach(() => stage.stop());

const mediaFiles = (): string[] => {
  const folder = join(stage.dataDir, 'media');
  return existsSync(folder) ? readdirSync(folder) : [];
};
/** The disk is looked at first: asking the provider all the time would meet its rate limit. */
async function arrived(megabytes: number) {
  const hash = hashOf(megabytes);
  await until(() => mediaFiles().includes(hash), 'the file on the disk');
  await until(async () => (await stage.attachments())[0]?.size === megabytes * MB, 'the file on its message');
  const [attachment] = await stage.attachments();
  return attachment as NonNullable<typeof attachment>;
}

/** The kernel's own record, in bytes: `VmHWM` is the most that was ever resident since it was last reset. */
function resident(field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${stage.child.process.pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024;
}
const resetPeak = () => writeFileSync(`/proc/${stage.child.process.pid}/clear_refs`, '5');

async function download(url: string) {
  const { pathname, search } = new URL(url);
  const answer = await request(`http://127.0.0.1:${stage.child.port}${pathname}${search}`);
  const hash = createHash('sha256');
  let size = 0;
  for await (const part of answer.body) {
    hash.update(part as Buffer);
    size += (part as Buffer).length;
  }
  return { status: answer.statusCode, size, sha256: hash.digest('hex') };
}

test.runIf(process.platform === 'linux')(
  '100 MB: under the flags of npm start a document comes in and is read again with less than 64 MB of memory',
  { timeout: 120_000 },
  async () => {
    // Once with a small file, so that what is loaded at first use is there.
    expect(await stage.deliver(1)).toBe(200);
    await download((await arrived(1)).url);

    resetPeak();
    const before = resident('VmRSS');
    expect(await stage.deliver(100)).toBe(200);
    const attachment = await arrived(100);
    expect(attachment).toMatchObject({ name: 'contract.pdf', type: 'application/pdf', size: 100 * MB });
    expect(await download(attachment.url)).toEqual({ status: 200, size: 100 * MB, sha256: hashOf(100) });
    const grown = resident('VmHWM') - before;
    expect(grown).toBeGreaterThanOrEqual(0);
    expect(grown / MB).toBeLessThan(64);
  },
);

test('kill -9 in the midst of a transfer: the next start fetches the file, once, and leaves nothing half', {
  timeout: 60_000,
}, async () => {
  stage.stallAfter = 2;
  expect(await stage.deliver(4)).toBe(200);
  await until(() => stage.asked === 1 && mediaFiles().some((name) => name.endsWith('.part')), 'the transfer under way');
  expect(await stage.attachments()).toEqual([]);
  await stage.restart();
  stage.stallAfter = undefined;
  const attachment = await arrived(4);
  expect(await stage.attachments()).toHaveLength(1);
  expect(await download(attachment.url)).toEqual({ status: 200, size: 4 * MB, sha256: hashOf(4) });
  expect(mediaFiles()).toEqual([hashOf(4)]);
  expect(stage.asked).toBe(2);
});
