/** A message template that WhatsApp approved, in one language; name and language identify it. Variables stand in double braces. */
export interface ApprovedTemplate {
  id: string;
  name: string;
  /** With an underscore: `en_US`. */
  language: string;
  /** Decides the price. */
  category: string;
  /** Whether its variables have names; otherwise they are numbered, in every component from 1. */
  named: boolean;
  header: TemplateHeader | null;
  body: string;
  footer: string | null;
  buttons: readonly TemplateButton[];
  /** Components besides these, such as a carousel: nobody can fill them in an inbox. */
  others: readonly string[];
}

export type TemplateHeader = { kind: 'text'; text: string } | { kind: HeaderFile } | { kind: 'other'; what: string };

/** What a file in the header may be. */
export type HeaderFile = 'image' | 'video' | 'document';

/** What a file beside a text is, as far as a header cares. */
export type FileKind = HeaderFile | 'other';

export type TemplateButton =
  /** Needs nothing to be sent. `target` is what pressing it does, as far as it is fixed. */
  | { kind: 'plain'; label: string; target: string }
  /** An address, maybe with one variable at its end. */
  | { kind: 'url'; label: string; url: string }
  | { kind: 'copy-code'; label: string }
  /** Needs something that a text cannot hold. */
  | { kind: 'other'; label: string; what: string };
