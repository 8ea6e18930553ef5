import type { ConsoleHandler } from './console-services.ts';

export const getLiveness = (): ConsoleHandler<'getLiveness'> => () => ({ status: 200, body: { status: 'alive' } });
