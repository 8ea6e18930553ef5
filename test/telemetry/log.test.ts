import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactions } from '../../generated/redactions.ts';
import { createLog, redact } from '../../src/telemetry/log.ts';

const SECRET = 'must-not-be-logged-5f2c';

/** What is written for one entry, in JSON and for people. */
function linesOf(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  for (const pretty of [false, true]) write(createLog({ level: 'trace', pretty, write: (line) => lines.push(line) }));
  expect(lines).not.toEqual([]);
  return lines.join('');
}

/** The secret under a key, wrapped in objects and lists. */
const wrapped = fc
  .tuple(fc.constantFrom(...redactions), fc.array(fc.constantFrom('list', 'entry', 'outer'), { maxLength: 12 }))
  .map(([key, path]) => path.reduce<object>((inner, step) => (step === 'list' ? [inner] : { [step]: inner }), { [key]: SECRET }));

describe('redaction list', () => {
  test('list: is the one that was agreed on, mark for mark', () => {
    // A name that vanishes here is a lost `x-redact` in openapi/. A name that is new belongs here as well.
    expect(redactions.join(' ')).toMatchInlineSnapshot(
      `"accessToken access_token address after amount_1000 appSecret appsecret_proof avatar_url base64 birthday body button caption city clientSecret code company company_name contact contacts conversation_link country country_code coupon_code current customer data department description discount_program_name display_phone_number display_text email emoji fallback_value file filename files first_name flow flow_action_data flow_cta flow_token formatted_name from from_parent_user_id from_user_id full_name hash header_handle history hub.verify_token icon_url id identity identity_key_hash image_url input input_token interactive invite_link item last_name latitude link location longitude message message_template_button_phone_number metadata middle_name name new_wa_id newest next parent_recipient_user_id parent_user_id participant_recipient_id payload phone phone_number prefix preview_url previous previous_parent_user_id previous_user_id recipient recipient_id recipient_identity_key_hash recipient_parent_user_id recipient_participant_id recipient_participant_parent_user_id recipient_participant_user_id recipient_user_id refresh_token response_json sdp search signature state street subject suffix template text thumbnail_url title to to_user_id token url userId user_id username validation_errors value values vcard verified_name verifyToken video_url wa_id zip"`,
    );
  });

  test('list: holds the secrets and the personal fields nobody may ever lose', () => {
    const must = [
      ...['access_token', 'refresh_token', 'token', 'code', 'hub.verify_token', 'signature', 'appsecret_proof', 'flow_token'],
      ...[
        'from',
        'to',
        'wa_id',
        'user_id',
        'recipient_id',
        'phone',
        'phone_number',
        'email',
        'name',
        'first_name',
        'last_name',
        'username',
      ],
      ...['body', 'text', 'caption', 'message', 'payload', 'title', 'vcard', 'latitude', 'longitude', 'filename', 'url', 'link'],
    ];
    expect(must.filter((name) => !(redactions as readonly string[]).includes(name))).toEqual([]);
  });

  test('list: has every name once, in order', () => {
    expect([...redactions]).toEqual([...new Set(redactions)].sort());
  });

  test('headers marked in the contracts: are hidden, though they stand in no schema', () => {
    const text = readFileSync(new URL('../../openapi/whatsapp-webhooks.yaml', import.meta.url), 'utf8');
    expect(text).toMatch(/name: X-Hub-Signature-256/);
    expect(JSON.stringify(redact({ 'x-hub-signature-256': SECRET, authorization: SECRET }))).not.toContain(SECRET);
  });
});

describe('log', () => {
  test.each(redactions)('%s: never appears, at the top, inside or in a list', (key) => {
    const written = linesOf((log) =>
      log.info({ [key]: SECRET, inner: { [key]: { deeper: SECRET } }, list: [{ [key]: [SECRET] }] }, 'told'),
    );
    expect(written).not.toContain(SECRET);
    expect(written).toContain('told');
  });

  test('any depth: nothing of the list appears', () => {
    fc.assert(
      fc.property(wrapped, (entry) => {
        expect(linesOf((log) => log.info({ entry }, 'told'))).not.toContain(SECRET);
      }),
    );
  });

  test('names in the spelling of our own records: are hidden as well', () => {
    const entry = { accessToken: SECRET, verifyToken: SECRET, appSecrets: [SECRET], config: { pipedrive: { clientSecret: SECRET } } };
    expect(linesOf((log) => log.info(entry))).not.toContain(SECRET);
  });

  test('child loggers: do not compile, since what they are bound to is not looked at', () => {
    const log = createLog({ level: 'info', pretty: false, write: () => {} });
    // @ts-expect-error a child would write its bindings as they are
    const child: unknown = log.child;
    expect(child).toBeDefined();
  });

  test('errors: keep type, text, stack and code', () => {
    const err = Object.assign(new TypeError('no such lane'), { code: 'ERR_SQLITE_ERROR', errcode: 5 });
    const [line] = [linesOf((log) => log.error({ err }, 'failed')).split('\n')[0] as string];
    expect(JSON.parse(line)).toMatchObject({
      level: 'error',
      msg: 'failed',
      err: {
        type: 'TypeError',
        message: 'no such lane',
        stack: expect.stringContaining('log.test.ts'),
        code: 'ERR_SQLITE_ERROR',
        errcode: 5,
      },
    });
  });

  test('errors: do not carry secrets of an answer along, whether logged as err, alone, inside or as a cause', () => {
    const error = () =>
      Object.assign(new Error('request failed'), {
        body: SECRET,
        headers: { authorization: SECRET },
        response: { data: { access_token: SECRET } },
        code: `no code ${SECRET}`,
      });
    for (const write of [
      (log: ReturnType<typeof createLog>) => log.error({ err: error() }, 'failed'),
      (log: ReturnType<typeof createLog>) => log.error(error()),
      (log: ReturnType<typeof createLog>) => log.error({ inner: { why: error() } }, 'failed'),
      (log: ReturnType<typeof createLog>) => log.error({ err: new Error('outer', { cause: error() }) }, 'failed'),
      (log: ReturnType<typeof createLog>) => log.error({ err: new AggregateError([error()], 'all failed') }, 'failed'),
    ])
      expect(linesOf(write)).not.toContain(SECRET);
  });

  test('an error that is its own cause, and data that holds itself: are written without end to neither', () => {
    const err = new Error('loop');
    err.cause = err;
    const data: Record<string, unknown> = { status: 1 };
    data['self'] = data;
    expect(linesOf((log) => log.error({ err, data }, 'told'))).toContain('told');
  });

  test('everything else: is written as it is', () => {
    const [line] = linesOf((log) => log.warn({ operationId: 'getMessage', status: 404, ms: 1.5, ok: true, none: null }, 'refused')).split(
      '\n',
    );
    expect(JSON.parse(line as string)).toMatchObject({
      operationId: 'getMessage',
      status: 404,
      ms: 1.5,
      ok: true,
      none: null,
      level: 'warn',
    });
  });

  test('lines for people: are one line per entry with time, level, text and fields', () => {
    const lines: string[] = [];
    createLog({ level: 'info', pretty: true, write: (line) => lines.push(line) }).info({ stored: 2, list: ['a'] }, 'webhook');
    expect(lines).toEqual([expect.stringMatching(/^\d\d:\d\d:\d\d info {2}webhook {2}stored=2 list=\["a"\]\n$/)]);
  });

  test('level: leaves out what is below', () => {
    const lines: string[] = [];
    const log = createLog({ level: 'warn', pretty: false, write: (line) => lines.push(line) });
    log.info('no');
    log.warn('yes');
    expect(lines).toHaveLength(1);
  });
});
