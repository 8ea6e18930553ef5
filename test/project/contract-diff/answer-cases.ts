import type { DiffCase } from './base.ts';

const boatState = 'state: { type: string, enum: [free, rented] }';

/** Changes of what is answered, and of what stands on both sides. */
export const answerCases: readonly DiffCase[] = [
  { name: 'answer field removed', change: [['        note: { type: string }\n', '']], verdict: 'breaking' },
  {
    name: 'answer field added',
    change: [['        note: { type: string }\n', '        note: { type: string }\n        colour: { type: string }\n']],
    verdict: 'compatible',
  },
  { name: 'answer field no longer certain', change: [['required: [id, state]', 'required: [id]']], verdict: 'breaking' },
  { name: 'answer field became certain', change: [['required: [id, state]', 'required: [id, state, note]']], verdict: 'compatible' },
  { name: 'answer enum widened', change: [[boatState, 'state: { type: string, enum: [free, rented, sunk] }']], verdict: 'breaking' },
  { name: 'answer enum narrowed', change: [[boatState, 'state: { type: string, enum: [free] }']], verdict: 'compatible' },
  { name: 'answer enum dropped', change: [[boatState, 'state: { type: string }']], verdict: 'breaking' },
  { name: 'answer field type changed', change: [['note: { type: string }', 'note: { type: object }']], verdict: 'breaking' },
  {
    name: 'answer field type widened from integer to number',
    change: [['length: { type: integer,', 'length: { type: number,']],
    verdict: 'breaking',
  },
  {
    name: 'answer field became nullable',
    change: [['note: { type: string }', 'note: { type: string, nullable: true }']],
    verdict: 'breaking',
  },
  {
    name: 'answer field no longer nullable',
    change: [['owner: { type: string, nullable: true }', 'owner: { type: string }']],
    verdict: 'compatible',
  },
  { name: 'answer format changed', change: [['format: date }', 'format: date-time }']], verdict: 'breaking' },
  { name: 'answer minimum lowered', change: [['minimum: 1 }\n        note', 'minimum: 0 }\n        note']], verdict: 'breaking' },
  { name: 'answer length limit raised', change: [['maxLength: 20', 'maxLength: 200']], verdict: 'breaking' },
  { name: 'answer length limit lowered', change: [['maxLength: 20', 'maxLength: 10']], verdict: 'compatible' },
  { name: 'answer list of another type', change: [['items: { type: string }', 'items: { type: integer }']], verdict: 'breaking' },
  { name: 'status removed', change: [["        '404': { description: No such boat }\n", '']], verdict: 'breaking' },
  { name: 'status of an error added', change: [["'404': {", "'410': { description: Sold }\n        '404': {"]], verdict: 'compatible' },
  { name: 'status of a success added', change: [["'404': {", "'202': { description: Later }\n        '404': {"]], verdict: 'breaking' },
  { name: 'answer content type removed', change: [['            text/html: { schema: { type: string } }\n', '']], verdict: 'breaking' },
  {
    name: 'answer content type added',
    change: [['            text/html:', '            text/xml: { schema: { type: string } }\n            text/html:']],
    verdict: 'compatible',
  },
  {
    name: 'answer header removed',
    change: [['            ETag: { required: true, schema: { type: string } }\n', '            Age: { schema: { type: string } }\n']],
    verdict: 'breaking',
  },
  {
    name: 'answer header no longer of that type',
    change: [['ETag: { required: true, schema: { type: string } }', 'ETag: { required: true, schema: { type: integer } }']],
    verdict: 'breaking',
  },
  {
    name: 'answer header no longer certain',
    change: [['ETag: { required: true, ', 'ETag: { ']],
    verdict: 'breaking',
  },
  {
    name: 'answer without a body from now on',
    change: [["\n          content:\n            application/json: { schema: { $ref: '#/components/schemas/Place' } }", '']],
    verdict: 'breaking',
  },
  { name: 'answer field of any type', change: [['note: { type: string }', 'note: {}']], verdict: 'breaking' },
  {
    name: 'answer field with a second type',
    change: [['note: { type: string }', 'note: { oneOf: [{ type: string }, { type: integer }] }']],
    verdict: 'breaking',
  },
  {
    name: 'answer closed to unknown fields',
    change: [['    Boat:\n      type: object\n', '    Boat:\n      type: object\n      additionalProperties: false\n']],
    verdict: 'compatible',
  },
  {
    name: 'answer field not answered any more',
    change: [['note: { type: string }', 'note: { type: string, writeOnly: true }']],
    verdict: 'breaking',
  },
  { name: 'success of another number', change: [["'204': {", "'200': {"]], verdict: 'breaking' },
  // A schema used on both sides is judged on both
  {
    name: 'shared enum widened: fine in the request, not in the answer',
    change: [['enum: [port, lake]', 'enum: [port, lake, river]']],
    verdict: 'breaking',
  },
  {
    name: 'shared enum narrowed: fine in the answer, not in the request',
    change: [['enum: [port, lake]', 'enum: [port]']],
    verdict: 'breaking',
  },
  {
    name: 'shared field optional and added',
    change: [['town: { type: string }', 'town: { type: string }\n        street: { type: string }']],
    verdict: 'compatible',
  },
  // Who may call
  { name: 'security introduced', change: [['      security: []\n', '      security: [{ basic: [] }]\n']], verdict: 'breaking' },
  { name: 'security lifted', change: [['      security: [{ basic: [] }]\n', '      security: []\n']], verdict: 'compatible' },
  { name: 'security of another kind', change: [['security: [{ basic: [] }]', 'security: [{ bearer: [] }]']], verdict: 'breaking' },
  {
    name: 'security with an alternative',
    change: [['security: [{ basic: [] }]', 'security: [{ basic: [] }, { bearer: [] }]']],
    verdict: 'compatible',
  },
  {
    name: 'security with a second condition',
    change: [['security: [{ basic: [] }]', 'security: [{ basic: [], bearer: [] }]']],
    verdict: 'breaking',
  },
  {
    name: 'scheme itself changed',
    change: [['basic: { type: http, scheme: basic }', 'basic: { type: http, scheme: digest }']],
    verdict: 'breaking',
  },
];
