import type { Rule, VerifyStage } from '../../rule.ts';
import { expectClientError } from '../../scene.ts';
import { operationOf, published } from './sources.ts';

const source = operationOf('whatsapp-webhooks', 'verifyWebhook');
const CHALLENGE = '1158201444';

export const handshakeRules = [
  {
    name: 'handshake/challenge-is-echoed',
    level: 'contract',
    expects: 'The handshake with the right token answers 200 with nothing but the challenge, and asks for no signature.',
    source: published.metaWebhooks,
    needs: ['webhook', 'verify-token'],
    async check(stage: VerifyStage) {
      const answer = await stage.webhook.verify({ 'hub.challenge': CHALLENGE });
      stage.expect(answer.status === 200, `the handshake answered ${answer.status}`, [answer.evidence]);
      stage.expect(
        answer.text === CHALLENGE,
        `the handshake answered ${JSON.stringify(answer.text.slice(0, 80))} instead of the challenge`,
        [answer.evidence],
      );
    },
  },
  {
    name: 'handshake/wrong-token',
    level: 'contract',
    expects: 'A handshake with another token or none is refused with 4xx, and the challenge stays out of the answer.',
    source,
    needs: ['webhook', 'verify-token'],
    async check(stage: VerifyStage) {
      for (const token of ['not-the-token', '', 'undefined', 'null', 'true']) {
        const answer = await stage.webhook.verify({ 'hub.challenge': CHALLENGE, 'hub.verify_token': token });
        expectClientError(stage, answer, `a handshake with the token ${JSON.stringify(token)}`);
        stage.expect(!answer.text.includes(CHALLENGE), 'the challenge is echoed to a caller who does not know the token', [
          answer.evidence,
        ]);
      }
    },
  },
  {
    name: 'handshake/wrong-mode',
    level: 'contract',
    expects: 'A handshake whose mode is not subscribe is refused with 4xx.',
    source,
    needs: ['webhook', 'verify-token'],
    async check(stage: VerifyStage) {
      for (const mode of ['unsubscribe', '']) {
        const answer = await stage.webhook.verify({ 'hub.challenge': CHALLENGE, 'hub.mode': mode });
        expectClientError(stage, answer, `a handshake with the mode ${JSON.stringify(mode)}`);
      }
    },
  },
  {
    name: 'handshake/challenge-is-no-page',
    level: 'contract',
    expects:
      'A challenge that is markup is never part of a page for somebody who does not know the token, and no fault of the server for anybody.',
    source,
    needs: ['webhook', 'verify-token'],
    async check(stage: VerifyStage) {
      const markup = { 'hub.challenge': '<script>alert(1)</script>', 'hub.mode': '<script>alert(1)</script>' };
      for (const query of [{ 'hub.challenge': markup['hub.challenge'] }, { ...markup, 'hub.verify_token': 'not-the-token' }]) {
        const answer = await stage.webhook.verify(query);
        stage.expect(answer.status < 500, `a challenge that is no number was answered ${answer.status}`, [answer.evidence]);
        if (!('hub.verify_token' in query)) continue;
        const asPage = /html/i.test(answer.headers['content-type'] ?? 'text/html') && answer.text.includes('<script>alert(1)');
        stage.expect(!asPage, 'what anybody sends comes back as a page of the provider, with whatever script it holds', [answer.evidence]);
      }
    },
  },
] satisfies readonly Rule[];
