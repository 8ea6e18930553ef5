import type { DocumentedOperation } from './contract-document.ts';

/** How a transaction's request differs from what the document alone gives. */
export interface Ask {
  /** Path with its query; the documented examples unless told. */
  path?: string;
  headers?: Readonly<Record<string, string>>;
  /** The documented example unless told; '' sends none. */
  body?: string;
  /** Another server than the subject's own. */
  url?: string;
  /** Content type of the answer, where it says more than the document can. */
  type?: string;
  /** The exact body of the answer, where the document gives no schema to judge it by. */
  answer?: string;
}

/** Brings about the state in which the operation answers with the status, and says how to ask. `usual` is the request that succeeds. */
export type Preparation = (operation: DocumentedOperation, usual: Ask) => Ask | Promise<Ask>;

/** One document and the running server that has to keep it. */
export interface Subject {
  document: string;
  url: string;
  usual(operation: DocumentedOperation): Ask | Promise<Ask>;
  /** By "<operationId> <status>", or "* <status>" for every operation without a row of its own. */
  plan: Readonly<Record<string, Preparation>>;
  /** After each transaction: back to the state in which everything succeeds. */
  settle(): Promise<void>;
}
