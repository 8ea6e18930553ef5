import { html, type TemplateResult } from 'lit-html';

/** Beyond this many characters a text is shown in one colour: each coloured word is an element. */
const LONGEST_COLOURED = 24_000;
const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** A value as it is copied: JSON in lines, a text as it is. */
export const plainText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));

/** A value for people: JSON in lines and colours, a text as it is. `label` says what it is to whoever cannot see it. */
export const jsonText = (value: unknown, label: string): TemplateResult => {
  const text = plainText(value);
  const isPlain = typeof value === 'string' || text.length > LONGEST_COLOURED;
  return html`<pre class="json" tabindex="0" role="region" aria-label=${label}>${isPlain ? text : coloured(text)}</pre>`;
};

function coloured(text: string): (string | TemplateResult)[] {
  const parts: (string | TemplateResult)[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [token, quoted, colon] = match;
    parts.push(text.slice(end, match.index), html`<span class="json-${kindOf(quoted, colon)}">${token}</span>`);
    end = match.index + token.length;
  }
  return [...parts, text.slice(end)];
}

const kindOf = (quoted: string | undefined, colon: string | undefined): 'key' | 'text' | 'value' => {
  if (quoted === undefined) return 'value';
  return colon === undefined ? 'text' : 'key';
};
