import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { drift } from '../../src/cli/drift/command.ts';
import { pairs } from '../../src/cli/drift/pairs.ts';
import type { Vendors } from '../../src/cli/drift/vendors.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const openapi = fileURLToPath(new URL('../../openapi', import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drift-'));
  cpSync(openapi, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

function run(args: string[] = [], env: NodeJS.ProcessEnv = {}, home = folder): { code: number; out: string; err: string } {
  const [out, err]: [string[], string[]] = [[], []];
  const code = drift(['--openapi', home, ...args], { env, now: NOW, print: (text) => out.push(text), complain: (text) => err.push(text) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** Changes a file of the copy; the text to be changed must be there. */
function edit(name: string, from: string, to: string): void {
  const file = join(folder, name);
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${name} does not hold ${from}`);
  writeFileSync(
    file,
    text.replace(from, () => to),
  );
}

function editExtract(change: (vendors: Vendors) => void): void {
  const file = join(folder, 'drift/vendors.json');
  const vendors = JSON.parse(readFileSync(file, 'utf8')) as Vendors;
  change(vendors);
  writeFileSync(file, JSON.stringify(vendors));
}

type Writable = { deprecated?: true; statuses: string[]; fields: Record<string, { type: string; required?: true; values?: string[] }> };

/** A vendor's file that has every operation we use of Pipedrive's API, each with an answer and nothing more. */
function vendorFile(): string {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { address } of pairs.filter(({ vendor }) => vendor === 'pipedrive-api')) {
    const [method = '', path = ''] = address.split(' ');
    paths[path] = { [method.toLowerCase()]: { summary: 'Their words', responses: { 200: { description: 'Their words' } } } };
  }
  const file = join(folder, 'pipedrive-of-tomorrow.json');
  writeFileSync(file, JSON.stringify({ openapi: '3.0.1', info: { title: 'Their words', version: '2.1.0' }, paths }));
  return file;
}

describe('drift', () => {
  test('drift 0: every difference between the contracts of this project and those of the vendors is ruled on, and no ruling is stale', () => {
    const { code, out, err } = run([], {}, openapi);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toMatch(/^whatsapp: compared with the extract of .+, no vendor's file here, version v\d+\.\d+$/m);
    expect(out).toContain('pipedrive-api receiveMessage required-only-by-us body attachments\n');
    expect(out).toMatch(/^pipedrive-api addChannel: deprecated, ended 2026-02-01, 295 days ago$/m);
    expect(out).toMatch(/\d{3} differences ruled on, 0 not, 0 stale rulings$/);
  });

  test('drift 1: whatever a vendor changes without a ruling is named', () => {
    editExtract((vendors) => {
      const { operations } = vendors['pipedrive-api'] as unknown as { operations: Record<string, Writable> };
      const receive = operations['POST /channels/messages/receive'] as Writable;
      const status = receive.fields['body status'] as Writable['fields'][string];
      status.values?.push('deleted');
      receive.fields['body message'] = { type: 'object', required: true };
      receive.fields['body thread_id'] = { type: 'string', required: true };
      delete receive.fields['body reply_by'];
      receive.statuses.push('409');
      delete (operations['POST /channels'] as Writable).deprecated;
      (operations['GET /users/me'] as Writable).fields['query fields'] = { type: 'string' };
    });
    const { code, err } = run();
    expect(code).toBe(1);
    expect(err.split('\n').toSorted()).toEqual([
      'no ruling: pipedrive-api addChannel deprecated-only-by-us',
      'no ruling: pipedrive-api getCurrentUser field-only-theirs query fields',
      'no ruling: pipedrive-api receiveMessage field-only-ours body reply_by',
      'no ruling: pipedrive-api receiveMessage field-only-theirs body thread_id',
      'no ruling: pipedrive-api receiveMessage status-only-theirs 409',
      'no ruling: pipedrive-api receiveMessage type body message object→string',
      'no ruling: pipedrive-api receiveMessage value-only-theirs body status=deleted',
    ]);
  });

  test('drift 1: a slip of our own pen is named, and a ruling that settles nothing', () => {
    edit(
      'pipedrive-api.yaml',
      '        conversation_link:\n          type: string\n          format: uri',
      '        conversationLink:\n          type: string\n          format: uri',
    );
    edit(
      'drift/rulings.yaml',
      '- differences:\n',
      '- differences:\n    - pipedrive-api addChannel type body name *\n  ruling: Nothing any more.\n- differences:\n',
    );
    const { code, err } = run();
    expect(code).toBe(1);
    expect(err.split('\n')).toEqual([
      'no ruling: pipedrive-api receiveMessage field-only-theirs body conversation_link',
      'no ruling: pipedrive-api receiveMessage field-only-ours body conversationLink',
      'the ruling settles nothing: pipedrive-api addChannel type body name *',
    ]);
  });

  test('drift 1: an operation of ours that is paired with none of a vendor is named', () => {
    edit('whatsapp-cloud.yaml', 'operationId: deleteMedia', 'operationId: dropMedia');
    const { code, err } = run();
    expect(code).toBe(1);
    expect(err).toMatch(/^whatsapp-cloud dropMedia: stands on one side only/m);
    expect(err).toMatch(/^whatsapp-cloud deleteMedia: stands on one side only/m);
  });

  test('drift 2: a ruling without a reason, or with a reference that leads nowhere', () => {
    edit('drift/rulings.yaml', 'reference: 400 code', 'reference: 400 codes');
    expect(run()).toMatchObject({ code: 2, err: expect.stringContaining('has no ruling "400 codes"') });
    edit('drift/rulings.yaml', 'reference: 400 codes', 'reference: 400 code');
    edit('drift/rulings.yaml', '  reference: 400 code', '- differences: [something]');
    expect(run()).toMatchObject({ code: 2, err: expect.stringContaining('lacks its differences or its reason') });
  });
});

describe('drift with the vendors’ own files', () => {
  test('drift --take: facts, version and hash go into the extract, not one word of the vendor', () => {
    const file = vendorFile();
    expect(run(['--take', '--pipedrive-api', file])).toMatchObject({ code: 0 });
    const text = readFileSync(join(folder, 'drift/vendors.json'), 'utf8');
    const { 'pipedrive-api': taken, whatsapp } = JSON.parse(text) as Vendors;
    expect(taken).toMatchObject({ file: 'pipedrive-of-tomorrow.json', version: '2.1.0', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(taken.operations['POST /channels']).toEqual({ statuses: ['200'], fields: {} });
    expect(text).not.toContain('Their words');
    expect(whatsapp).toEqual(JSON.parse(readFileSync(join(openapi, 'drift/vendors.json'), 'utf8')).whatsapp);
  });

  test('drift 1: a given file takes the place of the extract, and the report says so', () => {
    const { code, out, err } = run(['--brief', '--pipedrive-api', vendorFile()]);
    expect(code).toBe(1);
    expect(out).toContain("pipedrive-api: compared with the vendor's pipedrive-of-tomorrow.json, version 2.1.0");
    expect(out).toContain('pipedrive-api: another file than the extract was taken from');
    expect(err).toContain('no ruling: pipedrive-api addChannel deprecated-only-by-us');
  });

  test('drift 1: an extract that does not hold what its file in VENDOR_SPECS says', () => {
    run(['--take', '--pipedrive-api', vendorFile()]);
    const honest = run([], { VENDOR_SPECS: folder });
    expect(honest.out).toContain("pipedrive-api: compared with the vendor's pipedrive-of-tomorrow.json");
    expect(honest.err).not.toContain('does not hold');
    editExtract((vendors) => {
      (vendors['pipedrive-api'].operations['POST /channels'] as unknown as Writable).statuses.push('204');
    });
    expect(run([], { VENDOR_SPECS: folder })).toMatchObject({
      code: 1,
      err: expect.stringContaining('pipedrive-api: openapi/drift/vendors.json does not hold what its file says'),
    });
  });

  test('drift 2: a file that is missing, unreadable, or lacks an operation we use; an unknown option', () => {
    expect(run(['--whatsapp', join(folder, 'nowhere.yaml')])).toMatchObject({
      code: 2,
      err: expect.stringContaining('nowhere.yaml cannot be read'),
    });
    writeFileSync(join(folder, 'torn.json'), '{"paths": [');
    expect(run(['--whatsapp', join(folder, 'torn.json')])).toMatchObject({
      code: 2,
      err: expect.stringContaining('torn.json cannot be read'),
    });
    expect(run(['--whatsapp', vendorFile()])).toMatchObject({
      code: 2,
      err: expect.stringContaining('has no POST /{Version}/{Phone-Number-ID}/messages any more'),
    });
    expect(run(['--facebook', 'x'])).toMatchObject({ code: 2, err: expect.stringContaining('--facebook') });
  });
});
