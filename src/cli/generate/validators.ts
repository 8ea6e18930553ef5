import type { AnySchema } from 'ajv';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { type Document, OpenAPIBackend } from 'openapi-backend';
import { banner } from './banner.ts';
import type { ContractDocument } from './documents.ts';
import { addContractFormats } from './formats.ts';

type Kind = 'parameters' | 'body';

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
  const compiler = createCompiler();

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
  for (const [name, component] of Object.entries((api.definition as Document).components?.schemas ?? {})) {
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

/** Compiles each distinct schema once and renders them all as one module. */
function createCompiler() {
  const options = { code: { source: true, esm: false, lines: false }, strict: false, inlineRefs: false } as const;
  const keys = new Map<string, string>();
  // Query strings arrive as text, so parameters are coerced; unknown parameters are dropped, never refused: vendors add some.
  const ajv = {
    parameters: new Ajv({ ...options, coerceTypes: true, useDefaults: true, removeAdditional: true, allErrors: true }),
    body: new Ajv({ ...options }),
  };
  addContractFormats(ajv.parameters);
  addContractFormats(ajv.body);
  const names: Record<Kind, Record<string, string>> = { parameters: {}, body: {} };

  return {
    add({ kind, schema }: Recorded): string {
      const plain = withoutExamples(decycle(schema)) as AnySchema;
      const text = `${kind}:${JSON.stringify(plain)}`;
      const known = keys.get(text);
      if (known) return known;
      const key = `v${keys.size}`;
      keys.set(text, key);
      ajv[kind].addSchema(plain, key);
      names[kind][key] = key;
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

/** Replaces cycles by references to where the object stands first, as Ajv wants them; shared but acyclic parts are copied. */
function decycle(root: unknown): unknown {
  const open = new Map<object, string>();
  const copy = (value: unknown, path: string): unknown => {
    if (value === null || typeof value !== 'object') return value;
    const seen = open.get(value);
    if (seen !== undefined) return { $ref: seen };
    open.set(value, path);
    const result = Array.isArray(value)
      ? value.map((item, index) => copy(item, `${path}/${index}`))
      : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copy(item, `${path}/${escapePointer(key)}`)]));
    open.delete(value);
    return result;
  };
  return copy(root, '#');
}

const escapePointer = (key: string): string => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));

/** Annotations do not validate anything; without them equal schemas are recognised as equal and the module stays small. */
function withoutExamples(value: unknown, isProperties = false): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutExamples(item));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([key]) =>
          isProperties || !(key === 'example' || key === 'examples' || key === 'description' || key === 'title' || key.startsWith('x-')),
      )
      .map(([key, item]) => [key, withoutExamples(item, key === 'properties' && !isProperties)]),
  );
}
