import type { DiffCase } from './base.ts';

const orderKind = 'kind: { type: string, enum: [day, week] }';
const orderWho = 'who: { type: string, minLength: 1, maxLength: 40 }';
const limit = 'schema: { type: integer, minimum: 1, maximum: 100 }';
const view = '- { name: view, in: query, schema: { type: string, enum: [short, full] } }';
const ping = "  /ping:\n    get:\n      operationId: ping\n      responses:\n        '204': { description: Alive }\n";

/** Changes of what callers send and where, and of who may call. */
export const requestCases: readonly DiffCase[] = [
  // Operations and addresses
  { name: 'operation removed', change: [[ping, '']], verdict: 'breaking' },
  { name: 'operation added', change: [['components:', `${ping.replaceAll('ping', 'pong')}components:`]], verdict: 'compatible' },
  { name: 'path renamed', change: [['  /ping:', '  /alive:']], verdict: 'breaking' },
  {
    name: 'path parameter renamed everywhere',
    change: [
      ['/boats/{boatId}:', '/boats/{id}:'],
      ['name: boatId', 'name: id'],
    ],
    verdict: 'compatible',
  },
  { name: 'operationId renamed', change: [['operationId: ping', 'operationId: isAlive']], verdict: 'breaking' },
  { name: 'operation deprecated', change: [['operationId: ping', 'deprecated: true\n      operationId: ping']], verdict: 'compatible' },
  { name: 'server changed', change: [['https://api.example.com', 'https://api.example.org']], verdict: 'breaking' },
  { name: 'text and examples changed', change: [['description: The boat', 'description: This boat']], verdict: 'compatible' },
  // Parameters
  { name: 'parameter removed', change: [[`        ${view}\n`, '']], verdict: 'breaking' },
  {
    name: 'optional parameter added',
    change: [[view, `${view}\n        - { name: x, in: query, schema: { type: string } }`]],
    verdict: 'compatible',
  },
  {
    name: 'required parameter added',
    change: [[view, `${view}\n        - { name: x, in: query, required: true, schema: { type: string } }`]],
    verdict: 'breaking',
  },
  {
    name: 'parameter became required',
    change: [['name: view, in: query,', 'name: view, in: query, required: true,']],
    verdict: 'breaking',
  },
  { name: 'parameter moved from query to header', change: [['name: view, in: query', 'name: view, in: header']], verdict: 'breaking' },
  { name: 'parameter enum narrowed', change: [['enum: [short, full]', 'enum: [short]']], verdict: 'breaking' },
  { name: 'parameter enum widened', change: [['enum: [short, full]', 'enum: [short, full, all]']], verdict: 'compatible' },
  { name: 'parameter maximum lowered', change: [[limit, limit.replace('100', '50')]], verdict: 'breaking' },
  { name: 'parameter maximum raised', change: [[limit, limit.replace('100', '500')]], verdict: 'compatible' },
  { name: 'parameter type changed', change: [[limit, 'schema: { type: string }']], verdict: 'breaking' },
  { name: 'parameter type widened from integer to number', change: [[limit, limit.replace('integer', 'number')]], verdict: 'compatible' },
  // Request bodies
  { name: 'request body became required', change: [['requestBody:\n', 'requestBody:\n        required: true\n']], verdict: 'breaking' },
  {
    name: 'required request field added',
    change: [
      ['required: [who]', 'required: [who, town]'],
      [orderWho, `${orderWho}\n        town: { type: string }`],
    ],
    verdict: 'breaking',
  },
  { name: 'optional request field added', change: [[orderWho, `${orderWho}\n        town: { type: string }`]], verdict: 'compatible' },
  { name: 'request field removed', change: [['        seats: { type: integer }\n', '']], verdict: 'breaking' },
  { name: 'request field became required', change: [['required: [who]', 'required: [who, kind]']], verdict: 'breaking' },
  { name: 'request field became optional', change: [['      required: [who]\n', '']], verdict: 'compatible' },
  { name: 'request enum narrowed', change: [[orderKind, 'kind: { type: string, enum: [day] }']], verdict: 'breaking' },
  { name: 'request enum widened', change: [[orderKind, 'kind: { type: string, enum: [day, week, year] }']], verdict: 'compatible' },
  { name: 'request enum dropped', change: [[orderKind, 'kind: { type: string }']], verdict: 'compatible' },
  {
    name: 'request enum introduced',
    change: [['seats: { type: integer }', 'seats: { type: integer, enum: [2, 4] }']],
    verdict: 'breaking',
  },
  { name: 'request field type changed', change: [['seats: { type: integer }', 'seats: { type: string }']], verdict: 'breaking' },
  {
    name: 'request field no longer nullable',
    change: [['until: { type: string, nullable: true }', 'until: { type: string }']],
    verdict: 'breaking',
  },
  {
    name: 'request field became nullable',
    change: [['seats: { type: integer }', 'seats: { type: integer, nullable: true }']],
    verdict: 'compatible',
  },
  { name: 'request length limit lowered', change: [[orderWho, orderWho.replace('40', '20')]], verdict: 'breaking' },
  { name: 'request length limit raised', change: [[orderWho, orderWho.replace('40', '80')]], verdict: 'compatible' },
  {
    name: 'request minimum introduced',
    change: [['seats: { type: integer }', 'seats: { type: integer, minimum: 1 }']],
    verdict: 'breaking',
  },
  { name: 'request pattern changed', change: [["'^[a-z]+$'", "'^[a-z]{3}$'"]], verdict: 'breaking' },
  { name: 'request pattern dropped', change: [[", pattern: '^[a-z]+$'", '']], verdict: 'compatible' },
  { name: 'request format introduced', change: [[orderWho, orderWho.replace('string,', 'string, format: email,')]], verdict: 'breaking' },
  {
    name: 'request closed to unknown fields',
    change: [['    Place:\n      type: object\n', '    Place:\n      type: object\n      additionalProperties: false\n']],
    verdict: 'breaking',
  },
  { name: 'request opened to unknown fields', change: [['      additionalProperties: false\n', '']], verdict: 'compatible' },
  { name: 'request content type removed', change: [['          text/csv: { schema: { type: string } }\n', '']], verdict: 'breaking' },
  {
    name: 'request content type added',
    change: [['          text/csv:', '          text/xml: { schema: { type: string } }\n          text/csv:']],
    verdict: 'compatible',
  },
  { name: 'request alternative removed', change: [['            - { type: integer }\n', '']], verdict: 'breaking' },
  {
    name: 'request alternative added',
    change: [['            - { type: integer }\n', '            - { type: integer }\n            - { type: boolean }\n']],
    verdict: 'compatible',
  },
  {
    name: 'request body that must be sent added',
    change: [
      [
        'operationId: ping',
        'operationId: ping\n      requestBody: { required: true, content: { text/plain: { schema: { type: string } } } }',
      ],
    ],
    verdict: 'breaking',
  },
  {
    name: 'request body that may be sent added',
    change: [['operationId: ping', 'operationId: ping\n      requestBody: { content: { text/plain: { schema: { type: string } } } }']],
    verdict: 'compatible',
  },
  {
    name: 'request field may not be sent any more',
    change: [['seats: { type: integer }', 'seats: { type: integer, readOnly: true }']],
    verdict: 'breaking',
  },
  {
    name: 'request field with a further condition',
    change: [['seats: { type: integer }', 'seats: { type: integer, allOf: [{ minimum: 3 }] }']],
    verdict: 'breaking',
  },
  { name: 'request limit of our own lowered', change: [['x-max-body-bytes: 100', 'x-max-body-bytes: 50']], verdict: 'breaking' },
  { name: 'request limit of our own raised', change: [['x-max-body-bytes: 100', 'x-max-body-bytes: 500']], verdict: 'compatible' },
  {
    name: 'request limit of our own introduced',
    change: [['operationId: getBoat', 'operationId: getBoat\n      x-max-body-bytes: 50']],
    verdict: 'breaking',
  },
  {
    name: 'parameter list written in another way',
    change: [['name: view, in: query,', 'name: view, in: query, style: pipeDelimited,']],
    verdict: 'breaking',
  },
  {
    name: 'address of one path changed',
    change: [['  /ping:\n', "  /ping:\n    servers: [{ url: 'https://b.example' }]\n"]],
    verdict: 'breaking',
  },
  {
    name: 'alternatives in another order',
    change: [
      [
        '            - { type: string }\n            - { type: integer }',
        '            - { type: integer }\n            - { type: string }',
      ],
    ],
    verdict: 'compatible',
  },
];
