import type { AnySchema } from 'ajv';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { type Document, OpenAPIBackend } from 'openapi-backend';
import { banner } from './banner.ts';
import type { ContractDocument } from './documents.ts';
import { addContractFormats } from './formats.ts';

type Kind = 'parameters' | 'body';

/** Ajv writes a schema of at most so many keywords in the place of its reference. */
const SMALL_KEYWORDS = 4;

/** The schemas that openapi-backend itself would compile, collected instead of compiled. */
interface Recorded {
  kind: Kind;
  schema: AnySchema;
}

/**
 * Renders the validators of one document as a CommonJS module (Ajv's standalone ES module output still calls `require`).
 * The schemas are the ones openapi-backend builds; only the moment of compiling changes. Shape of the module:
 * `request[operationId]` (a list, all must pass), `response[operationId][status]`, `schema[name]` for components marked `x-validator`.
 */
export async function renderValidators(document: ContractDocument): Promise<string> {
  const { api, record } = await recordingBackend(document.source);
  const request: Record<string, string[]> = {};
  const response: Record<string, Record<string, string>> = {};
  const schema: Record<string, string> = {};
  const components = (api.definition as Document).components?.schemas ?? {};
  const compiler = createCompiler(components as Record<string, object>);

  for (const operation of api.router.getOperations()) {
    const id = operation.operationId as string;
    const handledByHandler = (operation as Record<string, unknown>)['x-invalid-request'] === 'handle';
    request[id] = record(() => api.validator.buildRequestValidatorsForOperation(operation))
      .filter(({ kind }) => !(handledByHandler && kind === 'body'))
      .map((recorded) => compiler.add(recorded));
    response[id] = {};
    for (const [status, answer] of Object.entries(operation.responses ?? {})) {
      const body = jsonSchemaOf(answer);
      if (body) response[id][status] = compiler.add({ kind: 'body', schema: body });
    }
  }
  for (const [name, component] of Object.entries(components)) {
    if ((component as Record<string, unknown>)['x-validator'] === true)
      schema[name] = compiler.add({ kind: 'body', schema: component as AnySchema });
  }
  return banner(document.name) + compiler.render({ request, response, schema });
}

function jsonSchemaOf(answer: unknown): AnySchema | undefined {
  const content = (answer as { content?: Record<string, { schema?: AnySchema }> }).content ?? {};
  return (content['application/json'] ?? content['application/problem+json'])?.schema;
}

async function recordingBackend(source: Document) {
  let recorded: Recorded[] = [];
  const api = new OpenAPIBackend({
    definition: structuredClone(source),
    strict: true,
    quick: true,
    customizeAjv: (_ajv, _options, context) =>
      ({
        compile: (schema: AnySchema) => {
          recorded.push({ kind: context === 'paramsValidator' ? 'parameters' : 'body', schema });
          return () => true;
        },
      }) as never,
  });
  await api.init();
  const record = (build: () => unknown): Recorded[] => {
    recorded = [];
    build();
    return recorded;
  };
  return { api, record };
}

/** Compiles each component and each other distinct schema once and renders them all as one module. */
function createCompiler(components: Readonly<Record<string, object>>) {
  // A component is a function that its users call; what is smaller than a call (a pattern, a format) is written where it is used.
  const options = { code: { source: true, esm: false, lines: false }, strict: false, inlineRefs: SMALL_KEYWORDS } as const;
  const keys = new Map<string, string>();
  // Query strings arrive as text, so parameters are coerced; unknown parameters are dropped, never refused: vendors add some.
  const ajv = {
    parameters: new Ajv({ ...options, coerceTypes: true, useDefaults: true, removeAdditional: true, allErrors: true }),
    body: new Ajv({ ...options }),
  };
  const names: Record<Kind, Record<string, string>> = { parameters: {}, body: {} };
  const nameOf = new Map(Object.entries(components).map(([name, component]) => [component, name]));
  for (const each of Object.values(ajv)) {
    addContractFormats(each);
    for (const [name, component] of Object.entries(components)) each.addSchema(plain(component, nameOf), name);
  }

  return {
    add({ kind, schema }: Recorded): string {
      const seen = plain(schema as object, nameOf);
      const text = `${kind}:${JSON.stringify(seen)}`;
      const known = keys.get(text);
      if (known) return known;
      const key = `v${keys.size}`;
      keys.set(text, key);
      const component = nameOf.get(schema as object);
      if (component === undefined) ajv[kind].addSchema(seen, key);
      names[kind][key] = component ?? key;
      return key;
    },
    render(index: {
      request: Record<string, string[]>;
      response: Record<string, Record<string, string>>;
      schema: Record<string, string>;
    }): string {
      const part = (kind: Kind) => `(() => { const exports = {};\n${standaloneCode.default(ajv[kind], names[kind])}\nreturn exports; })()`;
      const reference = (key: string) => `compiled.${key}`;
      const record = (entries: Record<string, string>) =>
        `{ ${Object.entries(entries)
          .map(([name, value]) => `${JSON.stringify(name)}: ${value}`)
          .join(', ')} }`;
      const request = Object.fromEntries(
        Object.entries(index.request).map(([id, keysOf]) => [id, `[${keysOf.map(reference).join(', ')}]`]),
      );
      const response = Object.fromEntries(
        Object.entries(index.response).map(([id, byStatus]) => [
          id,
          record(Object.fromEntries(Object.entries(byStatus).map(([status, key]) => [status, reference(key)]))),
        ]),
      );
      const schema = Object.fromEntries(Object.entries(index.schema).map(([name, key]) => [name, reference(key)]));
      return [
        `"use strict";`,
        `const compiled = { ...${part('parameters')}, ...${part('body')} };`,
        `exports.request = ${record(request)};`,
        `exports.response = ${record(response)};`,
        `exports.schema = ${record(schema)};`,
        '',
      ].join('\n');
    },
  };
}

/**
 * A schema as Ajv is to see it: other components by reference, so that each is compiled once and may refer to itself, and without annotations,
 * which validate nothing. openapi-backend resolves a reference to the component itself, which is how it is recognised here.
 */
function plain(schema: object, nameOf: ReadonlyMap<object, string>): AnySchema {
  const inside = (value: unknown, isProperties: boolean): unknown => {
    if (value === null || typeof value !== 'object') return value;
    const component = nameOf.get(value);
    return component === undefined ? copy(value, isProperties) : { $ref: component };
  };
  const copy = (value: object, isProperties: boolean): unknown =>
    Array.isArray(value)
      ? value.map((item) => inside(item, false))
      : Object.fromEntries(
          Object.entries(value)
            .filter(([key]) => isProperties || !isAnnotation(key))
            .map(([key, item]) => [key, inside(item, key === 'properties' && !isProperties)]),
        );
  return copy(schema, false) as AnySchema;
}

const isAnnotation = (key: string): boolean =>
  key === 'example' || key === 'examples' || key === 'description' || key === 'title' || key.startsWith('x-');
