import { expect, test } from 'vitest';
import { type Report, type RuleResult, renderHtml, renderJunit } from '../../src/cli/verify/index.ts';
import { exitCodeOf, scoreOf } from '../../src/cli/verify/report.ts';
import { paintFor, renderResult, renderSummary } from '../../src/cli/verify/reports/terminal.ts';
import { readXml } from './read-xml.ts';

const nasty = '<script>alert("x")</script> & \'quoted\' ]]> \u0000\u001b[31m \ud800 é😀\nsecond line';

const result = (parts: Partial<RuleResult>): RuleResult => ({
  name: 'paging/cursor-ends',
  level: 'contract',
  expects: 'The cursor ends.',
  source: 'https://example.com/a?b=1&c=2',
  outcome: 'held',
  detail: '',
  evidence: [],
  durationMs: 12,
  ...parts,
});
const results: readonly RuleResult[] = [
  result({}),
  result({
    name: 'auth/post-message',
    outcome: 'failed',
    detail: nasty,
    incident: { name: 'fail-open', what: 'Somebody\'s "secret" & <b>', where: ['owner/repo#7'] },
    evidence: [
      {
        what: 'postMessage',
        request: { method: 'POST', url: `http://localhost/?q=${nasty}`, headers: { accept: nasty }, body: nasty },
        response: { status: 200, headers: { 'content-type': nasty }, body: nasty },
      },
      { what: 'postMessage', request: { method: 'POST', url: 'http://localhost/' } },
    ],
  }),
  result({ name: 'auth/not-run', level: 'reliable', outcome: 'not run', detail: nasty }),
  result({ name: 'auth/not-yet', level: 'reliable', outcome: 'not yet', detail: 'comes later' }),
  result({ name: 'auth/broken', level: 'reliable', outcome: 'broken', detail: 'TypeError: a slip' }),
];
const report: Report = {
  provider: 'http://localhost:3000/<i>',
  channelId: nasty,
  startedAt: '2026-11-23T04:00:00.000Z',
  durationMs: 1234,
  powers: ['webhook'],
  score: scoreOf(results),
  byLevel: {
    contract: scoreOf(results.filter(({ level }) => level === 'contract')),
    reliable: scoreOf(results.filter(({ level }) => level === 'reliable')),
  },
  results,
  exitCode: 2,
};

test('JUnit: is well-formed XML with a case for every rule, whatever the provider answered', () => {
  const root = readXml(renderJunit(report));
  expect(root).toMatchObject({ name: 'testsuites', attributes: { tests: '5', failures: '1', errors: '1', skipped: '2' } });
  const [contract, reliable] = root.children;
  expect(contract?.attributes).toMatchObject({ name: 'verify.contract', tests: '2', failures: '1', errors: '0', skipped: '0' });
  expect(reliable?.attributes).toMatchObject({ name: 'verify.reliable', tests: '3', failures: '0', errors: '1', skipped: '2' });
  const cases = root.children.flatMap(({ children }) => children.filter(({ name }) => name === 'testcase'));
  expect(cases.map(({ attributes }) => `${attributes['classname']}/${attributes['name']}`)).toEqual([
    'verify.contract.paging/cursor-ends',
    'verify.contract.auth/post-message',
    'verify.reliable.auth/not-run',
    'verify.reliable.auth/not-yet',
    'verify.reliable.auth/broken',
  ]);
  expect(cases.map(({ children }) => children[0]?.name)).toEqual([undefined, 'failure', 'skipped', 'skipped', 'error']);
});

test('JUnit: a failure carries what was expected, what was found and the whole exchange', () => {
  const failure = readXml(renderJunit(report)).children[0]?.children.find(({ attributes }) => attributes['name'] === 'post-message')
    ?.children[0];
  expect(failure?.text).toContain('Expected: The cursor ends.');
  expect(failure?.text).toContain('<script>alert("x")</script> & \'quoted\' ]]>');
  expect(failure?.text).toContain('HTTP 200');
  expect(failure?.text).toContain('(no answer)');
  expect(failure?.text).toContain('owner/repo#7');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 cannot hold them
  expect(renderJunit(report)).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
});

test('HTML: shows every rule with its evidence, and nothing that a provider answered becomes markup', () => {
  const html = renderHtml(report);
  expect(html).not.toContain('<script');
  expect(html).not.toMatch(/<i>|\son\w+=/);
  expect(html).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
  for (const { name } of results) expect(html).toContain(name);
  expect(html).toContain('href="https://github.com/owner/repo/issues/7"');
  expect(html).toContain('href="https://example.com/a?b=1&amp;c=2"');
  expect(html).toContain('50 %');
  expect(html).toContain('prefers-color-scheme: dark');
});

test('HTML: loads nothing from anywhere and runs nothing', () => {
  const html = renderHtml(report);
  expect(html).not.toMatch(/<(?:script|link|img|iframe|object|embed|form)\b|@import|url\(/i);
  expect(html).toContain("default-src 'none'");
});

test('terminal: what was not run stands by its reason, the failures after it, and little that was judged is no praise', () => {
  const idle = Array.from({ length: 9 }, (_, index) =>
    result({ name: `order/number-${index}`, level: 'reliable', outcome: 'not run', detail: 'no clock' }),
  );
  const all = [result({}), ...idle, result({ name: 'auth/late', level: 'reliable', outcome: 'not run', detail: 'no webhook' })];
  const reportOf = (rules: readonly RuleResult[]): Report => ({
    ...report,
    results: rules,
    score: scoreOf(rules),
    byLevel: { contract: scoreOf(rules.slice(0, 1)), reliable: scoreOf(rules.slice(1)) },
    exitCode: exitCodeOf(rules),
  });
  const text = renderSummary(reportOf(all), paintFor(false));
  expect(text).toMatch(/– 9: no clock\n– 1: no webhook\n/);
  expect(text).not.toContain('order/number-1');
  expect(text).toMatch(/reliable {3}0 of 10 judged \(/);
  expect(text).toContain('What was judged held, 1 of 11 rules.');
  expect(renderSummary(reportOf(all), paintFor(false), { verbose: true })).toContain('order/number-1');
  const nothing = renderSummary(reportOf(all.slice(1)), paintFor(false));
  expect(nothing).toContain('There is no verdict: none of 10 rules could be judged: no clock; no webhook.');
  expect(nothing).not.toContain('%');
  const failing = renderSummary(reportOf([...all, result({ name: 'auth/open', outcome: 'failed', detail: 'open' })]), paintFor(false));
  expect(failing.indexOf('✗ auth/open')).toBeGreaterThan(failing.indexOf('– 1: no webhook'));
});

test('terminal: without colours there is no escape sequence, not even one of the provider', () => {
  const lines = [...results.map((one) => renderResult(one, paintFor(false))), renderSummary(report, paintFor(false))].join('\n');
  expect(lines).toContain('second line');
  expect(lines).not.toContain('\u001b');
  expect(renderResult(results[0] as RuleResult, paintFor(true))).toContain('\u001b[32m');
});
