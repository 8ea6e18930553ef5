import type { Rule, VerifyStage } from '../../rule.ts';
import { changeWith } from '../reliable/batches.ts';
import { meta } from '../reliable/sources.ts';

/** Failures in proving who sent a webhook. */
export const signatureIncidents = [
  {
    name: 'incident/emoji-signature',
    level: 'reliable',
    expects:
      'The signature is judged over the bytes as they came: emoji as they stand or escaped, escaped slashes, spaces and line breaks between the parts.',
    source: meta.endpoint,
    needs: ['webhook'],
    incident: {
      name: 'emoji-signature',
      what: 'The signature was computed over the parsed and rewritten body. It fitted until somebody wrote an emoji, an accent, an @ or a slash; those messages were refused.',
      where: ['tawn33y/whatsapp-cloud-api#60', 'fbsamples/whatsapp-api-examples#13', 'octokit/webhooks.js#1155'],
    },
    async check(stage: VerifyStage) {
      const spellings: Readonly<Record<string, (body: object) => string>> = {
        'with emoji as they stand': (body) => JSON.stringify(body),
        'with everything beyond ASCII escaped': (body) => escaped(JSON.stringify(body)),
        'with escaped slashes': (body) => escaped(JSON.stringify(body)).replaceAll('/', '\\/'),
        'with escaped letters and upper-case digits': (body) => JSON.stringify(body).replaceAll('@', '\\u0040').replaceAll('é', '\\u00E9'),
        'with spaces and line breaks': (body) => `${JSON.stringify(body, null, 3)}\n`,
      };
      for (const [what, write] of Object.entries(spellings)) {
        const customer = stage.customers.next();
        const mark = stage.customers.unique('spelling');
        const text = `${mark} 🎉 café @home 1/2 <b> "x"`;
        const change = changeWith(stage, customer, [customer.message({ type: 'text', text: { body: text } })]);
        const body = { object: 'whatsapp_business_account', entry: [{ id: stage.webhook.businessAccountId, changes: [change] }] };
        const answer = await stage.webhook.post(write(body));
        stage.expect(answer.status === 200, `a delivery ${what} was answered ${answer.status} although its signature is right`, [
          answer.evidence,
        ]);
        const { message } = await customer.shows(mark);
        stage.expect(message.includes(text), `the text of a delivery ${what} was changed`);
      }
    },
  },
  {
    name: 'incident/fail-open-signature',
    level: 'reliable',
    expects: 'A delivery without a signature, or with one that does not fit its bytes, is refused, and nothing of it is shown.',
    source: meta.endpoint,
    needs: ['webhook'],
    incident: {
      name: 'fail-open-signature',
      what: 'Signatures were not checked, or not where something was missing: anybody who knew the address could put messages into the inbox.',
      where: ['chatwoot/chatwoot#14280', 'shridarpatil/whatomate#62'],
    },
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const zeros = `sha256=${'0'.repeat(64)}`;
      const forgeries: readonly (readonly [what: string, options: { signature?: string | null; secret?: string }])[] = [
        ['without a signature', { signature: null }],
        ['with an empty signature', { signature: '' }],
        ['with a bare prefix', { signature: 'sha256=' }],
        ['with zeros for a signature', { signature: zeros }],
        ['signed with another secret', { secret: 'not-the-secret-of-this-app' }],
        ['signed with an empty secret', { secret: '' }],
      ];
      const texts: string[] = [];
      for (const [what, options] of forgeries) {
        const text = stage.customers.unique('forged');
        texts.push(text);
        const value = { contacts: [customer.contact()], messages: [customer.message({ type: 'text', text: { body: text } })] };
        const answer = await stage.webhook.deliver([value], options);
        stage.expect(answer.status >= 400 && answer.status < 500, `a delivery ${what} was answered ${answer.status}`, [answer.evidence]);
      }
      await stage.settle();
      const shown = await stage.provider.findConversation(({ messages }) =>
        (messages ?? []).some(({ message }) => texts.some((text) => message.includes(text))),
      );
      stage.expect(shown === undefined, 'a forged message stands in a conversation');
    },
  },
] as const satisfies readonly Rule[];

const escaped = (json: string): string =>
  json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
