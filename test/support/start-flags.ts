import packageJson from '../../package.json' with { type: 'json' };

/** Node's flags of `npm start`: what stands there before the launcher. */
export const startFlags: string[] = packageJson.scripts.start.split(' src/cli/')[0]?.split(' ').slice(1) ?? [];
