import { resolvePointer } from '../contract-diff/document.ts';

/** What a document says about one field or parameter, without any of its words. */
export interface Fact {
  /** `string`, `integer|string`, `any` where nothing is said. */
  type: string;
  required?: true;
  /** The values it lists, closed or known so far. */
  values?: readonly string[];
}

/** What a document says about one operation. Field names: `query limit`, `body name`, `200 data[].id`. */
export interface OperationFacts {
  deprecated?: true;
  statuses: readonly string[];
  fields: Readonly<Record<string, Fact>>;
}

interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  'x-known-values'?: unknown[];
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  discriminator?: { propertyName?: string; mapping?: Record<string, string> };
}

interface Media {
  schema?: Schema;
}
interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema?: Schema;
}
interface Operation {
  deprecated?: boolean;
  parameters?: unknown[];
  requestBody?: unknown;
  responses?: Record<string, unknown>;
}

/** How deep fields are followed; what lies deeper is content we pass on whole. */
const DEEPEST = 9;

/** The facts about the operation at `METHOD path`, undefined when the document has none there. */
export function operationFacts(document: unknown, address: string): OperationFacts | undefined {
  const [method = '', path = ''] = address.split(' ');
  const item = (document as { paths?: Record<string, Record<string, unknown>> }).paths?.[path];
  const operation = item?.[method.toLowerCase()] as Operation | undefined;
  if (!item || !operation) return undefined;
  const follow = <T>(value: unknown): T => {
    const reference = (value as { $ref?: string } | undefined)?.$ref;
    return (reference === undefined ? value : resolvePointer(document, reference)) as T;
  };
  const fields: Record<string, Fact> = {};
  const collector = createCollector(follow, fields);
  const parameters = [...((item['parameters'] as unknown[]) ?? []), ...(operation.parameters ?? [])].map((value) =>
    follow<Parameter>(value),
  );
  for (const { name, in: place, required, schema } of parameters) {
    // Names in a path are ours to choose; headers (authorization, content type) are what the security and the body say.
    if (place === 'query') collector.add(`query ${name}`, schema ?? {}, required === true);
  }
  const body = follow<{ content?: Record<string, Media> } | undefined>(operation.requestBody);
  for (const media of Object.values(body?.content ?? {})) collector.addFields('body', media.schema ?? {});
  for (const [status, held] of Object.entries(operation.responses ?? {})) {
    const response = follow<{ content?: Record<string, Media> }>(held);
    for (const [type, media] of Object.entries(response.content ?? {})) {
      if (type.includes('json')) collector.addFields(status, media.schema ?? {});
    }
  }
  return {
    ...(operation.deprecated && { deprecated: true as const }),
    statuses: Object.keys(operation.responses ?? {}).toSorted(),
    fields,
  };
}

/** A schema with its references followed and its parts put together. */
interface Shape {
  types: string[];
  values: string[] | undefined;
  properties: Map<string, { schemas: Schema[]; required: boolean }>;
  items: Schema[];
}

function createCollector(follow: <T>(value: unknown) => T, fields: Record<string, Fact>) {
  const shapeOf = (schema: Schema, seen: ReadonlySet<unknown> = new Set()): Shape => {
    const here = follow<Schema>(schema) ?? {};
    const shape = ownShape(here);
    if (seen.has(here)) return shape;
    const within = new Set([...seen, here]);
    for (const part of here.allOf ?? []) merge(shape, shapeOf(part, within), 'all');
    const alternatives = (here.oneOf ?? here.anyOf ?? []).map((part) => shapeOf(part, within));
    const [first, ...others] = alternatives;
    if (first) {
      for (const other of others) merge(first, other, 'one');
      merge(shape, first, 'all');
    }
    return shape;
  };
  const addFields = (place: string, schema: Schema, stack: readonly unknown[] = [], joint = ' '): void => {
    const { properties, items } = shapeOf(schema);
    for (const [name, { schemas, required }] of properties) add(`${place}${joint}${name}`, joined(schemas), required, stack);
    for (const item of items) addFields(`${place}${joint === ' ' ? ' ' : ''}[]`, item, stack, '.');
  };
  const add = (name: string, schema: Schema, required: boolean, stack: readonly unknown[] = []): void => {
    const { types, values } = shapeOf(schema);
    const known = fields[name];
    fields[name] = {
      type: [...new Set([...(known?.type.split('|') ?? []), ...(types.length > 0 ? types : ['any'])])].toSorted().join('|'),
      ...(required && (known === undefined || known.required) && { required: true as const }),
      ...(values && { values: [...new Set([...(known?.values ?? []), ...values])].toSorted() }),
    };
    const target = follow<Schema>(schema);
    if (stack.includes(target) || stack.length > DEEPEST) return;
    addFields(name, schema, [...stack, target], '.');
  };
  return { add, addFields };
}

const joined = (schemas: readonly Schema[]): Schema => (schemas.length === 1 ? (schemas[0] as Schema) : { oneOf: [...schemas] });

function ownShape(schema: Schema): Shape {
  const types = [schema.type ?? []].flat().filter((type) => type !== 'null');
  const listed = schema.enum ?? schema['x-known-values'] ?? (schema.const === undefined ? undefined : [schema.const]);
  if (types.length === 0 && schema.properties) types.push('object');
  return {
    types,
    values: listed?.filter((value) => value !== null).map(String),
    properties: propertiesOf(schema),
    items: schema.items ? [schema.items] : [],
  };
}

function propertiesOf({ properties, required, discriminator }: Schema): Shape['properties'] {
  const shapes: Shape['properties'] = new Map(
    Object.entries(properties ?? {}).map(([name, held]) => [name, { schemas: [held], required: required?.includes(name) === true }]),
  );
  if (discriminator?.propertyName && discriminator.mapping) {
    // A discriminator lists the values of its property.
    const known = shapes.get(discriminator.propertyName);
    const listing: Schema = { allOf: [...(known?.schemas ?? [{ type: 'string' }]), { enum: Object.keys(discriminator.mapping) }] };
    shapes.set(discriminator.propertyName, { schemas: [listing], required: known?.required === true });
  }
  return shapes;
}

/** Puts `other` into `shape`: with `all` both hold, with `one` either may, and then only what both require is certain. */
function merge(shape: Shape, other: Shape, how: 'all' | 'one'): void {
  shape.types = [...new Set([...shape.types, ...other.types])];
  if (how === 'one') shape.values = shape.values && other.values ? [...shape.values, ...other.values] : undefined;
  else shape.values ??= other.values;
  shape.items.push(...other.items);
  if (how === 'one') for (const [name, held] of shape.properties) held.required &&= other.properties.get(name)?.required === true;
  for (const [name, { schemas, required }] of other.properties) {
    const known = shape.properties.get(name);
    if (!known) shape.properties.set(name, { schemas: [...schemas], required: how === 'all' && required });
    else if (how === 'one') known.schemas.push(...schemas.filter((schema) => !known.schemas.includes(schema)));
    else {
      known.schemas = [{ allOf: [joined(known.schemas), joined(schemas)] }];
      known.required ||= required;
    }
  }
}
