import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { differencesOf } from '../../src/cli/drift/differences.ts';
import { operationFacts } from '../../src/cli/drift/facts.ts';
import { type OurOperation, sunsetNotices } from '../../src/cli/drift/our-documents.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');

describe('drift: deprecated operations', () => {
  const operation = (more: Partial<OurOperation>): OurOperation => ({
    document: 'd',
    operationId: 'o',
    facts: { statuses: [], fields: {} },
    deprecated: true,
    ...more,
  });

  test('sunsetNotices: a notice says how long ago or in how many days, on the day of the clock', () => {
    const operations = [operation({ sunset: '2026-11-30' }), operation({ deprecated: false })];
    expect(sunsetNotices(operations, NOW)).toEqual(['d o: deprecated, ends 2026-11-30, in 7 days']);
    expect(sunsetNotices(operations, Date.parse('2026-12-01T00:00:00Z'))).toEqual(['d o: deprecated, ended 2026-11-30, 1 day ago']);
  });

  test('sunsetNotices: deprecated without a day, a day without deprecated, and what is no day are refused', () => {
    for (const wrong of [{}, { sunset: 'soon' }, { sunset: '2026-02-01', deprecated: false }]) {
      expect(() => sunsetNotices([operation(wrong)], NOW)).toThrow('d o: deprecated and x-sunset');
    }
  });
});

describe('drift: facts of an operation', () => {
  const document = parse(`
paths:
  /boats:
    parameters: [{ $ref: '#/components/parameters/Limit' }, { name: id, in: path, required: true }]
    post:
      deprecated: true
      parameters: [{ name: view, in: query, required: true, schema: { type: string, enum: [short, full] } }]
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
      responses:
        200: { content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Boat' } } } } }
        404: { $ref: '#/components/responses/Missing' }
components:
  parameters: { Limit: { name: limit, in: query, schema: { type: integer } } }
  responses: { Missing: { content: { text/html: { schema: { type: string } } } } }
  schemas:
    Boat: { type: object, properties: { next: { $ref: '#/components/schemas/Boat' }, size: { type: [integer, 'null', string] } } }
    Order:
      oneOf: [{ $ref: '#/components/schemas/Day' }, { $ref: '#/components/schemas/Week' }]
      discriminator: { propertyName: kind, mapping: { day: '#/components/schemas/Day', week: '#/components/schemas/Week' } }
    Base: { type: object, required: [kind, who], properties: { kind: { type: string }, who: { type: string } } }
    Day: { allOf: [{ $ref: '#/components/schemas/Base' }], required: [day], properties: { day: { const: 1 } } }
    Week: { allOf: [{ $ref: '#/components/schemas/Base' }], properties: { day: { type: string } } }
`);
  const facts = operationFacts(document, 'POST /boats');

  test('operationFacts: parameters, bodies and answers with references, alternatives and cycles followed', () => {
    expect(facts).toMatchObject({
      deprecated: true,
      statuses: ['200', '404'],
      fields: {
        'query limit': { type: 'integer' },
        'query view': { type: 'string', required: true, values: ['full', 'short'] },
        'body kind': { type: 'string', required: true, values: ['day', 'week'] },
        'body who': { type: 'string', required: true },
        '200 [].size': { type: 'integer|string' },
        '200 [].next.size': { type: 'integer|string' },
      },
    });
    expect(facts?.fields['body day']).not.toHaveProperty('required');
    expect(Object.keys(facts?.fields ?? {}).filter((name) => name.includes('path') || name.includes(' id'))).toEqual([]);
    expect(operationFacts(document, 'GET /boats')).toBeUndefined();
  });

  test('differencesOf: what lies in a missing field is not listed again, and nothing differs from itself', () => {
    const theirs = {
      statuses: ['200'],
      fields: { 'body a': { type: 'object' }, 'body a.b': { type: 'string' }, 'body ab': { type: 'string' } },
    };
    expect(differencesOf('d o', theirs, { statuses: ['200'], fields: {} }).map(({ key }) => key)).toEqual([
      'd o field-only-theirs body a',
      'd o field-only-theirs body ab',
    ]);
    expect(differencesOf('d o', theirs, theirs)).toEqual([]);
  });
});
