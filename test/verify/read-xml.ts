export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Reads a document of elements, attributes and text, and throws for everything that is not well-formed: what a CI server's parser would refuse. */
export function readXml(source: string): XmlElement {
  const document: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open: XmlElement[] = [document];
  const body = source.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\s*/, '');
  if (body === source) throw new Error('no XML declaration');
  for (const [whole, tag, text] of body.matchAll(/<([^<>]*)>|([^<>]+)|[<>]/g)) {
    const parent = open.at(-1) as XmlElement;
    if (text !== undefined) parent.text += decoded(text);
    else if (tag === undefined) throw new Error(`a lone ${whole}`);
    else if (tag.startsWith('/')) {
      if (open.pop()?.name !== tag.slice(1) || open.length === 0) throw new Error(`</${tag.slice(1)}> closes another element`);
    } else {
      const element = elementOf(tag);
      parent.children.push(element);
      if (!tag.endsWith('/')) open.push(element);
    }
  }
  const [root] = document.children;
  if (open.length !== 1 || document.children.length !== 1 || !root || document.text.trim() !== '') throw new Error('not one whole element');
  return root;
}

function elementOf(tag: string): XmlElement {
  const [, name, rest = ''] = /^([A-Za-z][\w.-]*)((?:\s+[A-Za-z][\w.-]*="[^"]*")*)\s*\/?$/.exec(tag) ?? [];
  if (name === undefined) throw new Error(`no element: <${tag}>`);
  const pairs = [...rest.matchAll(/([A-Za-z][\w.-]*)="([^"]*)"/g)].map(([, key, value]) => [String(key), decoded(String(value))] as const);
  if (new Set(pairs.map(([key]) => key)).size !== pairs.length) throw new Error(`an attribute twice: <${tag}>`);
  return { name, attributes: Object.fromEntries(pairs), children: [], text: '' };
}

const decoded = (text: string): string =>
  text.replace(/&(?:(\w+)|#(\d+));|&/g, (whole, name: string | undefined, code: string | undefined) => {
    if (code !== undefined) return String.fromCodePoint(Number(code));
    const character = name === undefined ? undefined : ENTITIES[name];
    if (character === undefined) throw new Error(`no entity: ${whole}`);
    return character;
  });
