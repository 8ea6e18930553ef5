import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

type Json = Record<string, unknown>;

export interface DocumentedParameter {
  in: 'path' | 'query' | 'header';
  name: string;
  required: boolean;
  example: unknown;
}

export interface DocumentedMedia {
  schema: Json;
  examples: Readonly<Record<string, unknown>>;
}

export interface DocumentedOperation {
  id: string;
  method: string;
  path: string;
  parameters: readonly DocumentedParameter[];
  /** By content type. */
  request: Readonly<Record<string, DocumentedMedia>>;
  /** By status, then by content type. */
  responses: Readonly<Record<string, Readonly<Record<string, DocumentedMedia>>>>;
  /** By status: headers that must be there, lower case, with their examples. */
  requiredHeaders: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Names of the security schemes of the first alternative. */
  security: readonly string[];
}

export interface ContractDocument {
  name: string;
  file: string;
  operations: readonly DocumentedOperation[];
  /** The document's named schemas, as written. */
  schemas: Readonly<Record<string, Json>>;
  securitySchemes: Readonly<Record<string, { type: string; scheme?: string }>>;
}

const METHODS = ['get', 'put', 'post', 'delete', 'head', 'patch'];

/** A document of `openapi/` with everything a caller needs to make its requests and to judge its answers. References outside of schemas are resolved. */
export function readContractDocument(name: string): ContractDocument {
  const file = fileURLToPath(new URL(`../../openapi/${name}.yaml`, import.meta.url));
  const source = parse(readFileSync(file, 'utf8')) as { paths: Record<string, Json>; components: Record<string, Json>; security?: Json[] };
  const follow = (value: unknown): Json => {
    const reference = (value as { $ref?: string }).$ref;
    if (reference === undefined) return value as Json;
    const keys = reference.slice(2).split('/');
    return follow(keys.reduce<unknown>((part, key) => (part as Json)[key.replaceAll('~1', '/').replaceAll('~0', '~')], source));
  };
  const mediaOf = (content: unknown): Record<string, DocumentedMedia> =>
    Object.fromEntries(
      Object.entries((content ?? {}) as Record<string, { schema?: Json; examples?: Json }>).map(
        ([type, { schema = {}, examples = {} }]) => [
          type,
          { schema, examples: Object.fromEntries(Object.entries(examples).map(([key, example]) => [key, follow(example)['value']])) },
        ],
      ),
    );
  const operations = Object.entries(source.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => method in item).map((method): DocumentedOperation => {
      const operation = item[method] as Json;
      const parameters = [...((item['parameters'] ?? []) as unknown[]), ...((operation['parameters'] ?? []) as unknown[])].map(follow);
      const security = (operation['security'] ?? source.security ?? []) as Json[];
      return {
        id: String(operation['operationId']),
        method,
        path,
        parameters: parameters.map((parameter) => ({
          in: parameter['in'] as DocumentedParameter['in'],
          name: String(parameter['name']),
          required: parameter['required'] === true,
          example: parameter['example'],
        })),
        request: operation['requestBody'] ? mediaOf(follow(operation['requestBody'])['content']) : {},
        responses: Object.fromEntries(
          Object.entries(operation['responses'] as Json).map(([status, response]) => [status, mediaOf(follow(response)['content'])]),
        ),
        requiredHeaders: Object.fromEntries(
          Object.entries(operation['responses'] as Json).map(([status, response]) => [
            status,
            Object.fromEntries(
              Object.entries((follow(response)['headers'] ?? {}) as Json)
                .map(([name, header]): [string, Json] => [name.toLowerCase(), follow(header)])
                .filter(([, header]) => header['required'] === true)
                .map(([name, header]) => [name, String(header['example'])]),
            ),
          ]),
        ),
        security: Object.keys(security[0] ?? {}),
      };
    }),
  );
  const { schemas = {}, securitySchemes = {} } = source.components;
  return {
    name,
    file,
    operations,
    schemas: schemas as ContractDocument['schemas'],
    securitySchemes: securitySchemes as ContractDocument['securitySchemes'],
  };
}

/** The address of an operation with the documented example of every path parameter and every required query parameter, or what is named `instead`. */
export function exampleAddress({ path, parameters }: DocumentedOperation, instead: Readonly<Record<string, string>> = {}): string {
  const of = (place: string) => parameters.filter((parameter) => parameter.in === place);
  const filled = of('path').reduce(
    (text, { name, example }) => text.replace(`{${name}}`, encodeURIComponent(instead[name] ?? String(example))),
    path,
  );
  const query = new URLSearchParams(
    of('query')
      .filter(({ required }) => required)
      .map(({ name, example }): [string, string] => [name, instead[name] ?? String(example)]),
  );
  return query.size === 0 ? filled : `${filled}?${query}`;
}

/** The first documented request body, as bytes with their content type; undefined for an operation without one. */
export function exampleBody({ request }: DocumentedOperation, example?: string): { contentType: string; bytes: Buffer } | undefined {
  const [first] = Object.entries(request);
  if (!first) return undefined;
  const [contentType, { examples }] = first;
  const value = (example === undefined ? Object.values(examples)[0] : examples[example]) as Json;
  if (contentType === 'multipart/form-data') return formBody(value);
  if (contentType === 'application/x-www-form-urlencoded') {
    return { contentType, bytes: Buffer.from(new URLSearchParams(value as Record<string, string>).toString()) };
  }
  return { contentType, bytes: Buffer.from(JSON.stringify(value)) };
}

const FILE_FIELDS = ['file', 'files'];

/** A multipart form; the fields that hold files become parts with a file name. */
export function formBody(fields: Json): { contentType: string; bytes: Buffer } {
  const boundary = 'contract-form-boundary';
  const parts = Object.entries(fields).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((item) => {
      const file = FILE_FIELDS.includes(name)
        ? `; filename="offer.pdf"\r\nContent-Type: ${String(fields['type'] ?? 'application/pdf')}`
        : '';
      return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${String(item)}\r\n`;
    }),
  );
  return { contentType: `multipart/form-data; boundary=${boundary}`, bytes: Buffer.from(`${parts.join('')}--${boundary}--\r\n`) };
}
