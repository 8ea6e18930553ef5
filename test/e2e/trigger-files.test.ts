import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sampleBytes } from '../../mocks/whatsapp/sample-media.ts';
import { trigger } from '../../src/cli/trigger/command.ts';
import type { PlaygroundConversation, PlaygroundFile } from '../../src/domain/playground.ts';
import { ANA, type Stage, startStage } from '../contract/stage.ts';
import { until } from '../support/provider.ts';
import { root } from './console-transcript.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

async function play(...args: string[]): Promise<void> {
  const complaints: string[] = [];
  const at = ['--url', stage.url, '--control', stage.peers.controlUrl];
  const exitCode = await trigger(
    [...args, ...at],
    () => {},
    (text) => complaints.push(text),
  );
  expect([exitCode, complaints]).toEqual([0, []]);
}

/** The newest file in the inbox once it is there, and the bytes behind its link. */
async function fileInInbox(): Promise<{ file: PlaygroundFile; bytes: Buffer }> {
  let file: PlaygroundFile | undefined;
  await until(async () => {
    const { inbox } = (await stage.call(`/playground/conversations/${ANA}`, { auth: null })).json as PlaygroundConversation;
    file = inbox.at(-1)?.files[0];
    return file !== undefined;
  }, 'the file in the inbox');
  const answer = await fetch(file?.url?.replace(/^https?:\/\/[^/]+/, stage.url) ?? '');
  expect(answer.status).toBe(200);
  return { file: file as PlaygroundFile, bytes: Buffer.from(await answer.arrayBuffer()) };
}

test.each([
  ['image', 'image.jpg', 'image/jpeg'],
  ['video', 'video.mp4', 'video/mp4'],
  ['audio', 'audio.mp3', 'audio/mpeg'],
  ['voice', 'voice-message.opus', 'audio/ogg; codecs=opus'],
  ['document', 'order-1187.pdf', 'application/pdf'],
  ['sticker', 'sticker.webp', 'image/webp'],
])('trigger %s: the sample behind it is in the inbox as %s, and its link gives the bytes', async (name, shown, type) => {
  await play(name);
  const { file, bytes } = await fileInInbox();
  expect(file).toMatchObject({ name: shown, type, size: sampleBytes(type).length });
  expect(bytes.equals(sampleBytes(type))).toBe(true);
});

test("trigger --file: the customer's own file is in the inbox with name, type, size and a working link, and so is the salesperson's", async () => {
  const kayak = join(root, 'mocks/files/kayak.png');
  await play('image', '--file', kayak);
  const image = await fileInInbox();
  expect(image.file).toMatchObject({ name: 'image.png', type: 'image/png' });
  expect(image.bytes.equals(await readFile(kayak))).toBe(true);
  const offer = join(root, 'mocks/files/offer.pdf');
  await play('reply', '--file', offer);
  await until(() => stage.peers.whatsapp.phone(ANA).length === 2, 'the file on the phone');
  const [, sent] = stage.peers.whatsapp.phone(ANA);
  expect(sent && stage.peers.whatsapp.files(sent)).toMatchObject([
    { name: 'offer.pdf', mimeType: 'application/pdf', size: (await readFile(offer)).length },
  ]);
});
