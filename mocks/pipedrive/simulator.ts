import { timingSafeEqual } from 'node:crypto';
import { tmpdir } from 'node:os';
import { contract, type OperationTypes } from '../../generated/pipedrive-api/index.ts';
import type { SecurityCheck } from '../../src/contract/registry.ts';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import { createFaultPlan, type Faults } from '../faults.ts';
import { pipedriveHandlers } from './handlers/index.ts';
import type { Breach, InboxConversation, InboxMessage } from './inbox.ts';
import type { ApiSchemas, PipedriveSimulatorOptions, ProviderSchemas } from './options.ts';
import { channelsFailure, oauthFailure, pipedriveError, unauthorized } from './pipedrive-failure.ts';
import { createProviderClient, type ProviderAnswer } from './provider-client.ts';
import { createTokens } from './tokens.ts';
import { type TypedReply, typeReply } from './type-reply.ts';
import { openChannel, type PipedriveWorld } from './world.ts';

export type PipedriveFaults = Faults<keyof OperationTypes, string>;

export interface PipedriveSimulator {
  /** Listens (port 0: any free one) and returns the address, which serves both the API and the OAuth host. */
  start(port?: number): Promise<string>;
  stop(): Promise<void>;
  /** The address; empty before the start. */
  readonly url: string;
  /** The messages of a conversation in the order they arrived; empty when it is not known. */
  inbox(channelId: string, conversationId: string): InboxMessage[];
  conversations(channelId: string): InboxConversation[];
  /** What the channel's template menu offers. */
  templates(channelId: string): readonly ProviderSchemas['Template'][];
  /** The salesperson's side: see `typeReply`. */
  typeReply(reply: TypedReply): Promise<ProviderAnswer>;
  /** What addChannel does, without a call. Does nothing when the channel is registered already. */
  registerChannel(registration: ApiSchemas['AddChannelRequest']): void;
  /** An access token for an hour, without the OAuth dance. */
  issueToken(): string;
  /** What a user's consent puts into the callback's `code`. */
  issueCode(): string;
  /** Resolves when no call on the provider is under way. */
  idle(): Promise<void>;
  faults: PipedriveFaults;
  /** Every body of receiveMessage, in the order of arrival, repeated and refused ones included. */
  received: readonly ApiSchemas['ReceiveMessageRequest'][];
  breaches: readonly Breach[];
  /** Every request or answer that broke pipedrive-api.yaml, in words. */
  violations: readonly string[];
}

/** A stateful Pipedrive on loopback: OAuth host, Channels API and messaging inbox. Everything is kept in memory. */
export function createPipedriveSimulator(options: PipedriveSimulatorOptions): PipedriveSimulator {
  const { clock, host = '127.0.0.1', clientId, clientSecret } = options;
  const background = new Set<Promise<void>>();
  const world: PipedriveWorld = {
    clock,
    clientId,
    tokens: createTokens(clock, options.accessToken),
    provider: createProviderClient(options),
    channels: new Map(),
    received: [],
    breaches: [],
    inBackground(work) {
      const running = work().finally(() => background.delete(running));
      background.add(running);
    },
  };
  const plan = createFaultPlan<keyof OperationTypes, string>(clock, ({ status, code, retryAfterSeconds }) =>
    channelsFailure(status, code, 'A fault set by a test', retryAfterSeconds),
  );
  const violations: string[] = [];
  let server: HttpServer | undefined;
  let url = '';

  return {
    faults: plan.faults,
    received: world.received,
    breaches: world.breaches,
    violations,
    get url() {
      return url;
    },
    async start(port = 0) {
      const security = { clientBasic: basic(clientId, clientSecret), oauthBearer: bearer(world) };
      server = await createHttpServer({
        documents: [
          { contract, handlers: plan.wrap(pipedriveHandlers(world)), security, renderError: pipedriveError, around: plan.around },
        ],
        responseValidation: 'enforce',
        // No operation of this document takes files.
        uploadFolder: tmpdir(),
        bodyTimeoutMs: 30_000,
        formTimeoutMs: 30_000,
        fallbackError: () => pipedriveError,
        onError: (error) => violations.push(String(error)),
        onAnswer({ operationId, violation, error }) {
          const refused = error?.name === 'AppError' && error.code === 'INVALID_REQUEST' ? error.message : undefined;
          if (violation ?? refused) violations.push(`${operationId}: ${violation ?? refused}`);
        },
      });
      url = `http://${host}:${await server.listen(port, host)}`;
      return url;
    },
    async stop() {
      await world.provider.close();
      await server?.close();
    },
    inbox: (channelId, conversationId) => [...(conversationsOf(world, channelId).find(({ id }) => id === conversationId)?.messages ?? [])],
    conversations: (channelId) => conversationsOf(world, channelId),
    templates: (channelId) => world.channels.get(channelId)?.templates ?? [],
    typeReply: (reply) => typeReply(world, reply),
    registerChannel(registration) {
      if (!world.channels.has(registration.provider_channel_id)) openChannel(world, registration)();
    },
    issueToken: () => world.tokens.issueToken(),
    issueCode: () => world.tokens.issueCode(),
    async idle() {
      while (background.size > 0) await Promise.allSettled(background);
    },
  };
}

const conversationsOf = (world: PipedriveWorld, channelId: string): InboxConversation[] =>
  world.channels.get(channelId)?.inbox.conversations() ?? [];

function basic(clientId: string, clientSecret: string): SecurityCheck {
  const right = Buffer.from(`Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`);
  return ({ headers }) => {
    const given = Buffer.from(String(headers['authorization'] ?? ''));
    if (given.length === right.length && timingSafeEqual(given, right)) return true;
    throw oauthFailure(401, 'invalid_client', 'The client credentials were not accepted');
  };
}

const bearer =
  ({ tokens }: PipedriveWorld): SecurityCheck =>
  ({ headers }) => {
    const [scheme, token = ''] = String(headers['authorization'] ?? '').split(' ');
    if (scheme?.toLowerCase() === 'bearer' && tokens.valid(token)) return true;
    throw unauthorized();
  };
