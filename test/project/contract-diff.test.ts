import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { contractDiff } from '../../src/cli/contract-diff/command.ts';
import { type Comparison, compareContracts } from '../../src/cli/contract-diff/compare.ts';
import { contractReleased, neededVersion } from '../../src/cli/contract-diff/released.ts';
import { answerCases } from './contract-diff/answer-cases.ts';
import { base, changed } from './contract-diff/base.ts';
import { requestCases } from './contract-diff/request-cases.ts';

const cases = [...requestCases, ...answerCases];

const folder = mkdtempSync(join(tmpdir(), 'contract-diff-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

interface Part {
  paths: Record<string, unknown>;
  components: Record<string, Record<string, unknown>>;
}

/** The document with every name of its own carrying `prefix`, so that many fit into one. */
function prefixed(text: string, prefix: string): Part {
  const keys = (held: Record<string, unknown>, before: string) =>
    Object.fromEntries(Object.entries(held).map(([key, value]) => [before + key, value]));
  const document = JSON.parse(JSON.stringify(parse(text)), (key, value) => {
    if (key === '$ref') return value.replace('/schemas/', `/schemas/${prefix}_`);
    if (key === 'operationId') return `${prefix}_${value}`;
    if (key === 'security') return value.map((requirement: Record<string, unknown>) => keys(requirement, `${prefix}_`));
    return value;
  }) as Part;
  return {
    paths: keys(document.paths, `/${prefix}`),
    components: Object.fromEntries(Object.entries(document.components).map(([kind, held]) => [kind, keys(held, `${prefix}_`)])),
  };
}

/** One document out of many: a start of redocly for each would take most of the suite's time. */
function merged(texts: readonly string[]): string {
  const parts = texts.map((text, index) => prefixed(text, `c${index}`));
  const schemas = Object.assign({}, ...parts.map(({ components }) => components['schemas']));
  const securitySchemes = Object.assign({}, ...parts.map(({ components }) => components['securitySchemes']));
  return stringify({
    openapi: '3.0.3',
    info: { title: 'All cases', version: '1.0.0' },
    paths: Object.assign({}, ...parts.map(({ paths }) => paths)),
    components: { schemas, securitySchemes },
  });
}

/** Compared alone: what stands outside of the paths, and paths that come or go (redocly would pair them with those of other cases). */
const alone = cases.filter(({ name }) => ['server changed', 'operation removed', 'operation added', 'path renamed'].includes(name));
const together = cases.filter((one) => !alone.includes(one));

describe('contract:diff', () => {
  const all = compareContracts(write('old.yaml', merged(together.map(() => base))), write('new.yaml', merged(together.map(changed))));
  const breaking = new Set(all.breaking.map(({ where, what }) => Number(/\bc(\d+)[/_]/.exec(`${where} ${what}`)?.[1])));
  const noticed = new Set(
    [...all.breaking, ...all.compatible, ...all.wording].map(({ where, what }) => Number(/\bc(\d+)[/_]/.exec(`${where} ${what}`)?.[1])),
  );

  test.each(together.map((one, index) => ({ ...one, index })))('contract:diff $verdict: $name', ({ index, verdict }) => {
    expect(breaking.has(index) ? 'breaking' : 'compatible').toBe(verdict);
  });

  test('contract:diff 0: every case but those of mere order is seen as a change', () => {
    expect(together.filter((_, index) => !noticed.has(index)).map(({ name }) => name)).toEqual(['alternatives in another order']);
  });

  test.each(alone)('contract:diff $verdict: $name', (one) => {
    const comparison = compareContracts(write('alone-old.yaml', base), write('alone-new.yaml', changed(one)));
    expect(comparison.breaking.length > 0 ? 'breaking' : 'compatible').toBe(one.verdict);
  });
});

function run(command: typeof contractDiff, ...args: string[]): { code: number; out: string; err: string } {
  const [out, err]: [string[], string[]] = [[], []];
  const code = command(
    args,
    (text) => out.push(text),
    (text) => err.push(text),
  );
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const named = (name: string) => cases.filter((one) => one.name === name).map(changed)[0] as string;

describe('contract:diff as a command', () => {
  const old = write('command-old.yaml', base);

  test('contract:diff 1: a breaking change is named with its side, its place and its rule', () => {
    const { code, out } = run(contractDiff, old, write('command-new.yaml', named('answer enum widened')));
    expect(code).toBe(1);
    expect(out).toMatch(
      /^Breaking in answers:\n {2}GET \/boats\/\{boatId\} 200 application\/json schema\.properties\.state: .*\[enum-values-added\]$/m,
    );
    expect(out).toMatch(/^1 breaking, 0 compatible, 0 of wording only$/m);
  });

  test('contract:diff 0: compatible changes and mere wording', () => {
    expect(run(contractDiff, old, write('command-new.yaml', named('answer field added')))).toMatchObject({ code: 0 });
    const { code, out } = run(contractDiff, old, write('command-new.yaml', named('text and examples changed')), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ breaking: [], compatible: [], wording: [{ where: 'GET /boats/{boatId}' }] });
  });

  test('contract:diff 2: a document that is missing, no OpenAPI, or refers to nothing is said, not compared', () => {
    const wrong = {
      'cannot be read': join(folder, 'nowhere.yaml'),
      'cannot be read:': write('broken.yaml', 'openapi: [3'),
      'is no OpenAPI 3 document': write('other.yaml', 'swagger: "2.0"'),
      'refers to what it does not hold: #/components/schemas/Ship': write(
        'dangling.yaml',
        base.replace(
          "200':\n          description: The boat\n",
          "200':\n          description: The boat\n          x-ship: { $ref: '#/components/schemas/Ship' }\n",
        ),
      ),
    };
    for (const [reason, file] of Object.entries(wrong))
      expect(run(contractDiff, old, file)).toEqual({ code: 2, out: '', err: expect.stringContaining(reason) });
    expect(run(contractDiff, old)).toMatchObject({ code: 2, err: expect.stringContaining('Two documents are needed') });
    expect(run(contractDiff, '--unknown')).toMatchObject({ code: 2, err: expect.stringContaining('--unknown') });
  });
});

describe('contract:released', () => {
  const versions = (from: string, to: string, breaking: number, compatible: number) =>
    neededVersion({
      from: { file: 'a', version: from },
      to: { file: 'b', version: to },
      breaking: Array(breaking),
      compatible: Array(compatible),
      wording: [],
    } as unknown as Comparison);

  test('contract:released: breaking asks for a higher major, before 1.0 for a higher minor, any other change for a higher version', () => {
    expect(versions('1.4.2', '1.4.2', 0, 0)).toBeUndefined();
    expect(versions('1.4.2', '1.4.1', 0, 0)).toBe('1.4.2');
    expect(versions('1.4.2', '1.4.2', 0, 1)).toBe('1.4.3');
    expect(versions('1.4.2', '1.5.0', 0, 1)).toBeUndefined();
    expect(versions('1.4.2', '1.9.9', 1, 0)).toBe('2.0.0');
    expect(versions('1.4.2', '2.0.0', 1, 4)).toBeUndefined();
    expect(versions('0.4.2', '0.4.9', 1, 0)).toBe('0.5.0');
    expect(versions('0.4.2', '0.5.0', 1, 0)).toBeUndefined();
    expect(() => versions('1.4', '1.5', 0, 0)).toThrow('not of the form');
  });

  test('contract:released: what is taken passes; then a change without a version fails, with one it passes, and a removed document fails', () => {
    const contracts = join(folder, 'contracts');
    mkdirSync(contracts);
    const boats = join(contracts, 'boats.yaml');
    writeFileSync(boats, base);
    expect(run(contractReleased, '--openapi', contracts)).toMatchObject({ code: 0 });
    expect(readFileSync(join(contracts, 'released/boats.yaml'), 'utf8')).toBe(base);
    const check = () => run(contractReleased, '--check', '--openapi', contracts);
    expect(check()).toMatchObject({ code: 0, out: 'boats.yaml: 1.0.0 → 1.0.0, 0 breaking, 0 compatible' });
    writeFileSync(boats, named('status removed'));
    expect(check()).toMatchObject({ code: 1, err: expect.stringContaining('at least 2.0.0') });
    writeFileSync(boats, named('status removed').replace('version: 1.0.0', 'version: 2.0.0'));
    expect(check()).toMatchObject({ code: 0 });
    rmSync(boats);
    expect(check()).toMatchObject({ code: 1, err: 'boats.yaml was released and is gone.' });
    expect(run(contractReleased, '--openapi', contracts)).toMatchObject({ code: 0 });
    expect(readdirSync(join(contracts, 'released'))).toEqual([]);
  });
});
