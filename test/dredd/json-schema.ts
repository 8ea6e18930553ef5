type Json = Record<string, unknown>;

/**
 * An OpenAPI 3.0 schema as JSON Schema draft 7, which Dredd's validator reads: `nullable` becomes a type, boolean bounds become numbers, references
 * lead to `definitions`, annotations go.
 */
export function toJsonSchema(schema: Json, components: Readonly<Record<string, Json>>): Json {
  const definitions = Object.fromEntries(Object.entries(components).map(([name, component]) => [name, convert(component)]));
  return { $schema: 'http://json-schema.org/draft-07/schema#', allOf: [convert(schema)], definitions };
}

const DROPPED = new Set([
  'nullable',
  'example',
  'examples',
  'description',
  'title',
  'discriminator',
  'xml',
  'externalDocs',
  'deprecated',
  'readOnly',
  'writeOnly',
]);
const SCHEMAS = ['items', 'not', 'additionalProperties'];
const LISTS = ['allOf', 'anyOf', 'oneOf'];

function convert(schema: unknown): unknown {
  if (schema === null || typeof schema !== 'object') return schema;
  const { $ref, ...rest } = schema as Json;
  if (typeof $ref === 'string') return { $ref: $ref.replace('#/components/schemas/', '#/definitions/') };
  const result: Json = {};
  for (const [key, value] of Object.entries(rest)) {
    if (DROPPED.has(key) || key.startsWith('x-') || (key === 'format' && value === 'binary')) continue;
    if (key === 'properties') result[key] = Object.fromEntries(Object.entries(value as Json).map(([name, item]) => [name, convert(item)]));
    else if (SCHEMAS.includes(key)) result[key] = convert(value);
    else if (LISTS.includes(key)) result[key] = (value as unknown[]).map(convert);
    else if (key === 'exclusiveMinimum' || key === 'exclusiveMaximum') {
      const bound = key === 'exclusiveMinimum' ? 'minimum' : 'maximum';
      if (value === true) result[key] = rest[bound];
      else if (value !== false) result[key] = value;
    } else result[key] = value;
  }
  return rest['nullable'] === true ? { anyOf: [{ type: 'null' }, result] } : result;
}
