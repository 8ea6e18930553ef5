import { createRequire } from 'node:module';

/**
 * `node:http`, and the router that imports it, as CommonJS gives them. An `import` reads everything `node:http` offers, its WebSocket too, and that
 * brings Node's own copy of undici: 20 ms of every start and 4 MB for what the undici of the dependencies does here.
 */
const require = createRequire(import.meta.url);

export const { createServer } = require('node:http') as typeof import('node:http');
export const Router = require('@koa/router') as typeof import('@koa/router').default;
export type Router = import('@koa/router').default;
