import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asModule, browserCode, withoutSourceMap } from './browser-code.ts';
import { chooseEncoding, type Encoding, encode } from './encodings.ts';
import { locateLibraries } from './libraries.ts';

/** A file as one browser gets it. */
export interface ServedFile {
  contentType: string;
  encoding: Encoding;
  etag: string;
  bytes: Buffer;
}

export interface PageFiles {
  /** The page itself; undefined where its sources are not, as in the npm package. */
  index(acceptEncoding: string | undefined): Promise<ServedFile | undefined>;
  /** A module, a style sheet or a picture of the page; undefined for anything that is not on the list. */
  asset(group: string, name: string, acceptEncoding: string | undefined): Promise<ServedFile | undefined>;
}

/** Folders of `src/console/page` that are served, each as the group of its name. */
const GROUPS: ReadonlySet<string> = new Set(['shell', 'components', 'views', 'talk', 'styles', 'icons']);
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.ts': 'text/javascript; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
};
const OWN_NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*\.(?:ts|css|svg)$/;
const ENTRY = '/assets/shell/main.ts';
const PRELOADS = '<!-- modules -->';

interface Prepared {
  version: string;
  contentType: string;
  hash: string;
  bytes: Buffer;
  imports: readonly string[];
  encoded: Map<Encoding, Promise<Buffer>>;
}

/**
 * The page's files, made ready for browsers when they are first asked for and again when they were changed: types are stripped, imports become addresses.
 * `folder` is where the page's sources are. Reads nothing outside of them, the table of libraries and the operations table of the console.
 */
export function createPageFiles(folder = fileURLToPath(new URL('page', import.meta.url))): PageFiles {
  const operations = resolve(folder, '../../../generated/console/operations.ts');
  const prepared = new Map<string, Promise<Prepared>>();
  // Found when the first browser asks: a start need not wait for it.
  let found: ReturnType<typeof locateLibraries> | undefined;
  const libraries = () => {
    found ??= locateLibraries();
    return found;
  };

  const pathOf = (group: string, name: string): string | undefined => {
    if (group === 'lib') return libraries().byName.get(name);
    if (group === 'contract') return name === 'operations.ts' ? operations : undefined;
    return GROUPS.has(group) && OWN_NAME.test(name) ? join(folder, group, name) : undefined;
  };

  const addressAt = (path: string): string | undefined => {
    if (path === operations) return '/assets/contract/operations.ts';
    const library = [...libraries().byName].find(([, file]) => file === path);
    if (library) return `/assets/lib/${library[0]}`;
    const [group = '', name = '', ...rest] = relative(folder, path).split(sep);
    return rest.length === 0 && pathOf(group, name) === path ? `/assets/${group}/${name}` : undefined;
  };
  const addressOf = (importer: string) => (specifier: string) => {
    const path = specifier.startsWith('.') ? resolve(dirname(importer), specifier) : libraries().bySpecifier.get(specifier);
    const address = path === undefined ? undefined : addressAt(path);
    if (address === undefined) throw new Error(`${importer} imports ${specifier}, which is not on the list of what the page may load`);
    return address;
  };

  const prepare = async (path: string, version: string): Promise<Prepared> => {
    const raw = await readFile(path);
    const isCode = /\.[jt]s$/.test(path);
    if (libraries().commonJs.has(path)) {
      const code = Buffer.from(asModule(raw.toString('utf8')));
      return ready(code, { version, imports: [], contentType: CONTENT_TYPES['.js'] as string });
    }
    if (path.endsWith('.css')) {
      return ready(Buffer.from(withoutSourceMap(raw.toString('utf8'))), {
        version,
        imports: [],
        contentType: CONTENT_TYPES['.css'] as string,
      });
    }
    const { code, imports } = isCode ? browserCode(raw.toString('utf8'), path, addressOf(path)) : { code: raw, imports: [] };
    return ready(Buffer.from(code), { version, imports, contentType: CONTENT_TYPES[extname(path)] ?? 'application/octet-stream' });
  };

  const load = async (path: string): Promise<Prepared | undefined> => {
    const version = await stat(path).then(
      ({ mtimeMs, size }) => `${mtimeMs}-${size}`,
      () => undefined,
    );
    if (version === undefined) return undefined;
    const known = await prepared.get(path)?.catch(() => undefined);
    if (known?.version === version) return known;
    const fresh = prepare(path, version);
    prepared.set(path, fresh);
    return fresh;
  };

  const loadAddress = async (address: string): Promise<Prepared | undefined> => {
    const [, , group = '', name = ''] = address.split('/');
    const path = pathOf(group, name);
    return path === undefined ? undefined : load(path);
  };

  /** Every module that the entry brings along, so that the browser asks for all at once instead of layer by layer. */
  const modules = async (): Promise<string[]> => {
    const found = new Set([ENTRY]);
    for (const address of found) for (const next of (await loadAddress(address))?.imports ?? []) found.add(next);
    return [...found];
  };

  return {
    async index(acceptEncoding) {
      const page = await load(join(folder, 'index.html'));
      if (!page) return undefined;
      const links = (await modules()).map((address) => `<link rel="modulepreload" href="${address}">`).join('\n    ');
      const html = page.bytes.toString('utf8').replace(PRELOADS, links);
      return serve(ready(Buffer.from(html), page), acceptEncoding);
    },
    async asset(group, name, acceptEncoding) {
      const path = pathOf(group, name);
      const file = path === undefined ? undefined : await load(path);
      return file && serve(file, acceptEncoding);
    },
  };
}

const ready = (bytes: Buffer, { version, contentType, imports }: Pick<Prepared, 'version' | 'contentType' | 'imports'>): Prepared => ({
  ...{ version, contentType, imports, bytes },
  hash: createHash('sha256').update(bytes).digest('base64url').slice(0, 22),
  encoded: new Map(),
});

async function serve({ bytes, contentType, hash, encoded }: Prepared, acceptEncoding: string | undefined): Promise<ServedFile> {
  const encoding = chooseEncoding(acceptEncoding, bytes.length);
  const known = encoded.get(encoding) ?? encode(bytes, encoding);
  encoded.set(encoding, known);
  return { contentType, encoding, etag: `"${hash}-${encoding}"`, bytes: await known };
}
