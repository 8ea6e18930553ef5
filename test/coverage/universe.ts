import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/** An operation with everything its document says can happen in it. */
export interface MappedOperation {
  document: string;
  operationId: string;
  method: string;
  path: string;
  deprecated: boolean;
  statuses: readonly number[];
  /** Which way its messages go; undefined when it carries none. */
  direction?: string;
  kinds: readonly string[];
}

interface Schema {
  enum?: unknown[];
  'x-known-values'?: unknown[];
  properties?: Record<string, Schema>;
}
interface RawOperation {
  operationId: string;
  deprecated?: boolean;
  responses: Record<string, unknown>;
}
interface RawDocument {
  paths: Record<string, Record<string, unknown>>;
  components: { schemas: Record<string, Schema> };
}

/** Where a document lists the kinds of message of an operation: the values of a property, or with `with`/`without` its mere presence. */
interface KindSource {
  group: string;
  schema: string;
  property: string;
  extra?: readonly string[];
}

const CARRIERS: Readonly<Record<string, { direction: string; from: readonly KindSource[] }>> = {
  receiveWebhook: {
    direction: 'customer → provider',
    from: [
      { group: 'message', schema: 'InboundMessage', property: 'type' },
      { group: 'interactive', schema: 'InteractiveReply', property: 'type' },
      { group: 'system', schema: 'SystemContent', property: 'type' },
      { group: 'status', schema: 'MessageStatus', property: 'status' },
      { group: 'field', schema: 'WebhookChange', property: 'field' },
      { group: 'field', schema: 'MessagesValue', property: 'errors', extra: ['errors-only'] },
    ],
  },
  receiveMessage: {
    direction: 'provider → inbox',
    from: [
      { group: 'status', schema: 'ReceiveMessageRequest', property: 'status' },
      { group: 'files', schema: 'ReceiveMessageRequest', property: 'attachments', extra: ['with', 'without'] },
    ],
  },
  postMessage: {
    direction: 'inbox → provider',
    from: [{ group: 'files', schema: 'PostMessageForm', property: 'files', extra: ['with', 'without'] }],
  },
  sendMessage: {
    direction: 'provider → customer',
    from: [
      { group: 'message', schema: 'OutboundMessage', property: 'type' },
      { group: 'interactive', schema: 'OutboundInteractive', property: 'type' },
      { group: 'receipt', schema: 'ReadReceipt', property: 'status' },
      { group: 'typing', schema: 'TypingIndicator', property: 'type' },
    ],
  },
};

const METHODS = ['get', 'put', 'post', 'delete', 'head', 'patch'] as const;
const home = fileURLToPath(new URL('../../openapi', import.meta.url));

/** Every operation of every document in `folder`, in the order of the documents. Throws when a list of kinds is not where it was. */
export function readUniverse(folder: string = home): MappedOperation[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .flatMap((file) => operationsOf(file.replace('.yaml', ''), parse(readFileSync(join(folder, file), 'utf8')) as RawDocument));
}

function operationsOf(document: string, { paths, components }: RawDocument): MappedOperation[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method] as RawOperation | undefined;
      if (!operation) return [];
      const carrier = CARRIERS[operation.operationId];
      return [
        {
          document,
          operationId: operation.operationId,
          method: method.toUpperCase(),
          path,
          deprecated: operation.deprecated === true,
          statuses: Object.keys(operation.responses).map(Number).toSorted(),
          ...(carrier && { direction: carrier.direction }),
          kinds: (carrier?.from ?? []).flatMap((source) => kindsOf(document, components.schemas, source)),
        },
      ];
    }),
  );
}

function kindsOf(document: string, schemas: Record<string, Schema>, { group, schema, property, extra }: KindSource): string[] {
  const listed = schemas[schema]?.properties?.[property];
  const values = listed && (extra ?? listed.enum ?? listed['x-known-values']);
  if (!values?.length)
    throw new Error(`${document}: ${schema}.${property} lists no kinds of message any more; see CARRIERS in test/coverage/universe.ts`);
  return values.map((value) => `${group}/${value}`);
}
