import { tmpdir } from 'node:os';
import { Agent, request } from 'undici';
import { problemJson } from '../../src/http/error-bodies.ts';
import { createHttpServer } from '../../src/http/server.ts';
import type { TestAnswer } from '../support/provider.ts';
import { provenContracts } from './proof.ts';

export interface Bare {
  url: string;
  call(
    path: string,
    options?: { method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; headers?: Record<string, string>; body?: string },
  ): Promise<TestAnswer>;
  stop(): Promise<void>;
}

/**
 * The real server and dispatcher on one real document, with one handler that breaks: for operations that depend on nothing which a test could
 * break from outside. Everybody passes, the other handlers answer nothing.
 */
export async function startBare(documentName: string, broken: string): Promise<Bare> {
  const contract = provenContracts.find(({ name }) => name === documentName);
  if (!contract || !(broken in contract.operations)) throw new Error(`${documentName} has no operation ${broken}`);
  const renderError = problemJson(() => Date.now());
  const fault = () => {
    throw new TypeError('secret detail of a handler');
  };
  const schemes = Object.values(contract.operations).flatMap(({ security }) => security.flat());
  const server = await createHttpServer({
    documents: [
      {
        contract,
        handlers: Object.fromEntries(Object.keys(contract.operations).map((id) => [id, id === broken ? fault : () => ({ status: 204 })])),
        security: Object.fromEntries(schemes.map((scheme) => [scheme, () => true])),
        renderError,
      },
    ],
    fallbackError: () => renderError,
    responseValidation: 'enforce',
    uploadFolder: tmpdir(),
    bodyTimeoutMs: 10_000,
    formTimeoutMs: 10_000,
    onAnswer() {},
    onError() {},
  });
  const url = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
  const agent = new Agent();
  return {
    url,
    async call(path, options) {
      const answer = await request(`${url}${path}`, { dispatcher: agent, ...options });
      const text = await answer.body.text();
      return { status: answer.statusCode, headers: answer.headers, text, json: JSON.parse(text) };
    },
    async stop() {
      await agent.destroy();
      await server.close();
    },
  };
}
