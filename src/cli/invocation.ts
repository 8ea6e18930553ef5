import { extname } from 'node:path';

/** How a program of this project is called by whoever reads its help: by its npm script in a checkout, by its command where the package is installed. */
export const invocationOf = (script: string, command: string, filename: string): string =>
  extname(filename) === '.ts' ? `npm run ${script}` : command;

/** The invocation up to where its options begin: npm wants two dashes before them. */
export const optionsOf = (invocation: string): string => (invocation.startsWith('npm ') ? `${invocation} -- ` : `${invocation} `);
