import type { System } from 'swagger-ui-dist';
import type { Api } from '../shell/api.ts';

export interface ViewerOptions {
  api: Api;
  fileName: string;
  /** Whether what it describes can be tried here. */
  servedHere: boolean;
  place: HTMLElement;
}

/** Shows a document in Swagger UI, which is loaded the first time. Resolves when it stands there. */
export async function showContract({ api, fileName, servedHere, place }: ViewerOptions): Promise<void> {
  mend(place);
  const [{ default: SwaggerUI }] = await Promise.all([import('swagger-ui-dist'), loadStyles()]);
  await new Promise<void>((resolve) => {
    SwaggerUI({
      domNode: place,
      url: `/contracts/${fileName}`,
      deepLinking: false,
      docExpansion: 'list',
      defaultModelsExpandDepth: 0,
      validatorUrl: null,
      syntaxHighlight: false,
      plugins: [plainParts],
      ...(servedHere ? {} : { supportedSubmitMethods: [] }),
      // The document names a usual address; the page may talk to the provider it came from alone, and that is the one to try.
      requestInterceptor(request) {
        const { pathname, search } = new URL(request.url, location.href);
        return {
          ...request,
          url: `${location.origin}${pathname}${search}`,
          userFetch: (url, sent) => (fileName === 'console.yaml' ? api.ask(url, sent) : fetch(url, sent)),
        };
      },
      onComplete: resolve,
    });
  });
}

/** Swagger UI leaves some of its lists without a name for a screen reader, and code that scrolls out of the keyboard's reach. */
function mend(place: HTMLElement): void {
  const look = () => {
    for (const code of place.querySelectorAll<HTMLElement>('pre.microlight:not([tabindex])')) code.tabIndex = 0;
    for (const select of place.querySelectorAll('select:not([aria-label], [aria-labelledby], [id])')) {
      select.setAttribute('aria-label', select.classList.contains('examples-select-element') ? 'Example' : 'Choice');
    }
  };
  new MutationObserver(look).observe(place, { childList: true, subtree: true });
}

let styles: Promise<void> | undefined;

function loadStyles(): Promise<void> {
  styles ??= new Promise((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = '/assets/lib/swagger-ui.css';
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => {
      styles = undefined;
      link.remove();
      reject(new Error('the style sheet of Swagger UI did not load'));
    });
    // Before our own, so that ours decide.
    document.head.prepend(link);
  });
  return styles;
}

/** Swagger UI turns Markdown into markup, which the page's policy refuses to everybody; our descriptions need little of it. And there is one server only. */
const plainParts = ({ React: { createElement } }: System) => ({
  components: {
    Markdown: ({ source }: Record<string, unknown>) =>
      createElement('div', { className: 'plain-text' }, ...blocks(String(source ?? '')).map((block) => blockElement(block, createElement))),
    ServersContainer: () => null,
    InfoUrl: () => null,
  },
});

type Create = System['React']['createElement'];

/** Paragraphs, and lists whose items begin with a dash. */
const blocks = (text: string): string[][] =>
  text
    .trim()
    .split(/\n\s*\n/)
    .filter((block) => block.trim() !== '')
    .map((block) => {
      const lines = block.split('\n').map((line) => line.trim());
      return lines.some((line) => line.startsWith('- ')) ? lines : [lines.join(' ')];
    });

function blockElement(lines: readonly string[], create: Create): object {
  const isList = lines.some((line) => line.startsWith('- '));
  if (!isList) return create('p', null, ...inline(lines.join(' '), create));
  const items = lines
    .join('\n')
    .split(/^- /m)
    .filter((item) => item.trim() !== '');
  return create('ul', null, ...items.map((item) => create('li', null, ...inline(item.replaceAll('\n', ' '), create))));
}

/** Text between backticks is code, links keep their words. */
const inline = (text: string, create: Create): unknown[] =>
  text
    .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replaceAll('**', '')
    .split('`')
    .map((part, index) => (index % 2 === 1 ? create('code', null, part) : part));
