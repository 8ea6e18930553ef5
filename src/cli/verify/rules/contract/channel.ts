import type { Rule, VerifyStage } from '../../rule.ts';
import { expectRefusal, expectShape } from '../../scene.ts';
import { operationOf, published } from './sources.ts';

const source = operationOf('pipedrive-provider', 'deleteChannelById');

/** These end the channel under test. */
export const channelRules = [
  {
    name: 'channel/delete-is-idempotent',
    level: 'contract',
    expects: 'deleteChannelById answers { success: true }, and the same when it comes again.',
    source,
    needs: ['destructive'],
    async check(stage: VerifyStage) {
      expectShape(stage, 'deleteChannelById', await stage.provider.call('deleteChannelById'));
      expectShape(stage, 'deleteChannelById', await stage.provider.call('deleteChannelById'));
    },
  },
  {
    name: 'channel/deleted-is-unknown',
    level: 'contract',
    expects: 'A deleted channel is not known any more: getConversations answers 404.',
    source: published.errors,
    needs: ['destructive'],
    async check(stage: VerifyStage) {
      await stage.provider.call('deleteChannelById');
      expectRefusal(stage, 'getConversations', await stage.provider.call('getConversations'), [404]);
    },
  },
] satisfies readonly Rule[];
