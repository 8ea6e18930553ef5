import type { CustomerMessage } from '../../../../../mocks/whatsapp/customer-message.ts';
import type { Message } from '../../provider-caller.ts';
import type { Customer, Rule, VerifyStage } from '../../rule.ts';
import { expectListed } from '../../scene.ts';
import { imageFile, onePixel } from '../incidents/sending.ts';
import { begin, HOUR, MINUTE, type Scene, withFaults } from '../reliable/scene.ts';
import { documents, meta, pipedrive } from '../reliable/sources.ts';

type Attachment = NonNullable<Message['attachments']>[number];

const DAY = 24 * HOUR;
const image = (caption?: string): CustomerMessage => ({
  type: 'image',
  file: { bytes: onePixel, mimeType: imageFile.contentType },
  ...(caption === undefined ? {} : { caption }),
});

/** What a customer sends as a file is there for the salesperson as a file. */
export const filesInRules = [
  {
    name: 'files-in/served-byte-for-byte',
    level: 'reliable',
    capability: 'whatsapp-in-full',
    expects:
      "A customer's image is an attachment whose address gives the same bytes under the same type, without cookies or credentials, beside its caption.",
    source: documents.getMessage,
    needs: ['webhook', 'whatsapp'],
    async check(stage: VerifyStage) {
      const scene = await begin(stage);
      const caption = stage.customers.unique('caption');
      await customerSends(stage, scene.customer, image(caption));
      await scene.customer.shows(caption);
      const { attachment } = await fileOf(stage, scene);
      const answer = await stage.provider.fetch(attachment.url);
      stage.expect(answer.status === 200, `the address of an attachment was answered ${answer.status}`, [answer.evidence]);
      stage.expect(Buffer.from(answer.bytes).equals(onePixel), 'the bytes of an attachment are not the bytes the customer sent');
      stage.expect(
        (answer.headers['content-type'] ?? '').startsWith('image/png'),
        `an image is served as ${answer.headers['content-type']}`,
        [answer.evidence],
      );
      stage.expect(attachment.type.startsWith('image/png'), `an image is announced as ${attachment.type}`);
    },
  },
  {
    name: 'incident/head-refused',
    level: 'reliable',
    capability: 'whatsapp-in-full',
    expects: 'HEAD on the address of an attachment is answered like GET, without a body.',
    source: pipedrive.implementing,
    needs: ['webhook', 'whatsapp'],
    incident: {
      name: 'head-refused',
      what: 'Hosts of files answered HEAD with an error; Pipedrive took every file for expired and asked for a fresh address again and again.',
      where: ['https://pipedrive.readme.io/docs/implementing-messaging-app-extension'],
    },
    async check(stage: VerifyStage) {
      const scene = await begin(stage);
      await customerSends(stage, scene.customer, image());
      const { attachment } = await fileOf(stage, scene);
      const head = await stage.provider.fetch(attachment.url, { method: 'HEAD' });
      stage.expect(head.status === 200, `HEAD on the address of an attachment was answered ${head.status}`, [head.evidence]);
      const type = head.headers['content-type'] ?? '';
      stage.expect(type.startsWith('image/png'), `HEAD says the image is ${type === '' ? 'of no type' : type}`, [head.evidence]);
    },
  },
  {
    name: 'incident/media-link-expired',
    level: 'reliable',
    capability: 'whatsapp-in-full',
    expects: "A customer's file can be read 40 days later: WhatsApp's address ended after 5 minutes and its copy after 7 days.",
    source: meta.media,
    needs: ['webhook', 'whatsapp', 'clock'],
    incident: {
      name: 'media-link-expired',
      what: "WhatsApp's own addresses were handed on, or files were fetched only when somebody looked; by then they were gone for good.",
      where: ['gabrieldwight/Whatsapp-Business-Cloud-Api-Net#70', 'chatwoot/chatwoot#15754'],
    },
    async check(stage: VerifyStage) {
      const scene = await begin(stage);
      await customerSends(stage, scene.customer, image());
      await fileOf(stage, scene);
      for (let days = 0; days < 40; days += 10) await stage.advance(10 * DAY);
      await stage.settle();
      stage.whatsapp.expire('media');
      const { attachment } = await fileOf(stage, scene);
      const answer = await stage.provider.fetch(attachment.url);
      stage.expect(
        answer.status === 200 && Buffer.from(answer.bytes).equals(onePixel),
        `40 days later a file was answered ${answer.status}`,
        [answer.evidence],
      );
    },
  },
  {
    name: 'files-in/fresh-address-when-one-expires',
    level: 'reliable',
    capability: 'whatsapp-in-full',
    expects: 'Two months later an address of a file works or is answered 4xx, and getMessageById gives one that works.',
    source: pipedrive.implementing,
    needs: ['webhook', 'whatsapp', 'clock'],
    async check(stage: VerifyStage) {
      const scene = await begin(stage);
      await customerSends(stage, scene.customer, image());
      const { attachment, message } = await fileOf(stage, scene);
      for (let days = 0; days < 60; days += 15) await stage.advance(15 * DAY);
      const old = await stage.provider.fetch(attachment.url, { method: 'HEAD' });
      stage.expect(old.status === 200 || (old.status >= 400 && old.status < 500), `an old address was answered ${old.status}`, [
        old.evidence,
      ]);
      const answer = await stage.provider.call('getMessageById', {
        params: { sourceConversationId: scene.conversation.id, sourceMessageId: message.id },
      });
      expectListed(stage, 'getMessageById', answer);
      const fresh = (answer.json as Message).attachments?.[0];
      stage.expect(fresh !== undefined, 'getMessageById gives a message without its attachment', [answer.evidence]);
      const got = await stage.provider.fetch(fresh.url);
      stage.expect(got.status === 200, `the fresh address of an attachment was answered ${got.status}`, [got.evidence]);
    },
  },
  {
    name: 'incident/media-503',
    level: 'reliable',
    capability: 'whatsapp-in-full',
    expects: 'While WhatsApp cannot hand over a file the message is shown without it; the file follows when it can.',
    source: meta.media,
    needs: ['webhook', 'whatsapp', 'clock'],
    incident: {
      name: 'media-503',
      what: 'The lookup of a file was answered 503. The message was stored without it, or the repetition was taken for a duplicate for a day.',
      where: ['chatwoot/chatwoot#15754'],
    },
    check: (stage: VerifyStage) =>
      withFaults(stage.whatsapp, async () => {
        const scene = await begin(stage);
        for (const operationId of ['getNode', 'downloadMedia'] as const) {
          stage.whatsapp.faults.add({ kind: 'fail', operationId, status: 503, code: 2, times: 3 });
        }
        const caption = stage.customers.unique('caption');
        await stage.whatsapp.write({ from: scene.customer.phone, to: stage.webhook.phoneNumberId, message: image(caption) });
        await scene.customer.shows(caption);
        for (let minutes = 0; minutes < 120; minutes += 10) {
          if ((await filesOf(scene)).length > 0) break;
          await stage.advance(10 * MINUTE);
          await stage.settle();
        }
        const { attachment } = await fileOf(stage, scene);
        const answer = await stage.provider.fetch(attachment.url);
        stage.expect(
          answer.status === 200 && Buffer.from(answer.bytes).equals(onePixel),
          `a file that came late was answered ${answer.status}`,
          [answer.evidence],
        );
      }),
  },
  {
    name: 'files-in/a-lost-file-is-told',
    level: 'reliable',
    capability: 'whatsapp-in-full',
    expects: 'A file that WhatsApp no longer has leaves the message with a visible text and without an attachment that leads nowhere.',
    source: meta.errors,
    needs: ['webhook', 'whatsapp', 'clock'],
    async check(stage: VerifyStage) {
      const { customer } = await begin(stage);
      const before = (await customer.conversation()).messages.length;
      const message = customer.message({ type: 'image', image: { id: '9999999999999999', mime_type: 'image/jpeg', sha256: 'AAAA' } });
      await stage.webhook.deliver([{ contacts: [customer.contact()], messages: [message] }], { retries: 3 });
      stage.whatsapp.expire('media');
      for (let days = 0; days < 8; days++) await stage.advance(DAY);
      await stage.settle();
      const shown = (await customer.conversation()).messages.slice(before);
      stage.expect(
        shown.some((candidate) => candidate.message.trim() !== ''),
        'a file that was lost left no visible text',
      );
      for (const { url } of shown.flatMap(({ attachments }) => attachments ?? [])) {
        const answer = await stage.provider.fetch(url);
        stage.expect(answer.status === 200, 'a file that was lost is offered at an address that does not work', [answer.evidence]);
      }
    },
  },
  {
    name: 'files-in/active-content-is-not-run',
    level: 'reliable',
    capability: 'whatsapp-in-full',
    expects: "A customer's web page or drawing with a script is served so that no browser runs it.",
    source: documents.getMessage,
    needs: ['webhook', 'whatsapp'],
    async check(stage: VerifyStage) {
      const scene = await begin(stage);
      const bytes = Buffer.from('<!doctype html><script>alert(document.domain)</script>');
      await customerSends(stage, scene.customer, { type: 'document', file: { bytes, mimeType: 'text/html', filename: 'offer.html' } });
      const { attachment } = await fileOf(stage, scene);
      const { headers, evidence } = await stage.provider.fetch(attachment.url);
      const isDownload = (headers['content-disposition'] ?? '').startsWith('attachment');
      const isInert = !/html|svg|xml|javascript/i.test(headers['content-type'] ?? '') && headers['x-content-type-options'] === 'nosniff';
      const isBoxed = /\bsandbox\b/.test(headers['content-security-policy'] ?? '');
      stage.expect(isDownload || isInert || isBoxed, 'a web page from a customer is served so that a browser would run it', [evidence]);
    },
  },
] as const satisfies readonly Rule[];

/** The customer sends something that the simulated Meta keeps; expects 200. */
export async function customerSends(stage: VerifyStage, customer: Customer, message: CustomerMessage): Promise<string> {
  const { messageId, webhook } = await stage.whatsapp.write({ from: customer.phone, to: stage.webhook.phoneNumberId, message });
  stage.expect(webhook.status === 200, `a message with a file was answered ${webhook.status}`);
  return messageId;
}

async function filesOf({ customer }: Scene): Promise<{ message: Message; attachment: Attachment }[]> {
  const { messages } = await customer.conversation();
  return messages.flatMap((message) => (message.attachments ?? []).map((attachment) => ({ message, attachment })));
}

/** Waits for the one file of a conversation. */
const fileOf = (stage: VerifyStage, scene: Scene) =>
  stage.eventually("the customer's file as an attachment in the conversation", async () => (await filesOf(scene))[0]);
