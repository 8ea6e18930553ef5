import type { HandsetMessage } from '../../../../../mocks/whatsapp/handsets.ts';
import type { FilePart } from '../../provider-caller.ts';
import type { Rule, VerifyStage } from '../../rule.ts';
import { imageFile } from '../incidents/sending.ts';
import { whileTimePasses } from '../reliable/reply.ts';
import { begin, MINUTE, messageNow, onPhone, passTime, reply, type Scene } from '../reliable/scene.ts';
import { documents, meta } from '../reliable/sources.ts';

/** The beginning of a voice message: enough to be recognised. */
const voice = Buffer.concat([
  Buffer.from(`4f676753000200000000000000000100000000000000000000000113`, 'hex'),
  Buffer.from('OpusHead'),
  Buffer.from('0101000080bb0000000000', 'hex'),
]);
const webp = Buffer.from('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA', 'base64');
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** Every file a salesperson attaches reaches the customer, or is refused with the reason. */
export const filesOutRules = [
  {
    name: 'files-out/every-file-in-order',
    level: 'reliable',
    capability: 'whatsapp-in-full',
    expects: 'A reply with a text and three files reaches the phone whole: the text, and every file, in their order.',
    source: documents.postMessage,
    needs: ['webhook', 'whatsapp', 'clock'],
    async check(stage: VerifyStage) {
      const scene = await begin(stage);
      const text = stage.customers.unique('with files');
      const files = [imageFile, { name: 'price list.pdf', contentType: 'application/pdf', bytes: pdf }, imageFile];
      await whileTimePasses(stage, reply(stage, scene.conversation, text, files));
      await passTime(stage, 2 * MINUTE, 4);
      const sent = onPhone(stage, scene.customer.phone, '');
      const types = sent.map(({ type }) => type).filter((type) => type !== 'text');
      stage.expect(types.join(' ') === 'image document image', `three files reached the phone as ${types.join(', ') || 'nothing'}`);
      const words = JSON.stringify(sent.map(({ content }) => content));
      stage.expect(words.split(text).length === 2, `the text beside three files reached the phone ${words.split(text).length - 1} times`);
    },
  },
  {
    name: 'incident/opus-mime',
    level: 'reliable',
    capability: 'whatsapp-in-full',
    expects: 'A voice recording reaches the phone as audio under whichever type it was handed over: audio/ogg, audio/opus, or none.',
    source: meta.media,
    needs: ['webhook', 'whatsapp', 'clock'],
    incident: {
      name: 'opus-mime',
      what: 'Recordings were uploaded as audio/opus or plain audio/ogg. WhatsApp takes only audio/ogg with its codec named, and refused them overnight.',
      where: ['chatwoot/chatwoot#12713', 'fazer-ai/chatwoot#439', 'fazer-ai/chatwoot#469'],
    },
    async check(stage: VerifyStage) {
      for (const contentType of ['audio/ogg', 'audio/opus', 'application/octet-stream', 'audio/ogg; codecs=opus']) {
        const { outcome, shown } = await sendFile(stage, { name: 'recording.ogg', contentType, bytes: voice });
        stage.expect(shown?.type === 'audio', `a recording of type ${contentType} ended as ${shown?.type ?? outcome}`);
      }
    },
  },
  {
    name: 'incident/untitled-document',
    level: 'reliable',
    capability: 'whatsapp-in-full',
    expects: 'A document reaches the phone with its own file name.',
    source: meta.send,
    needs: ['webhook', 'whatsapp', 'clock'],
    incident: {
      name: 'untitled-document',
      what: 'Documents were sent without their file name; customers got "Untitled" or "null.pdf" and could not open them.',
      where: ['chatwoot/chatwoot#4481', 'nyaruka/courier#353'],
    },
    async check(stage: VerifyStage) {
      for (const name of ['Angebot Nr. 7 – März.pdf', 'price list.pdf']) {
        const { outcome, shown } = await sendFile(stage, { name, contentType: 'application/pdf', bytes: pdf });
        const sent = (shown?.content as { document?: { filename?: string } } | undefined)?.document?.filename;
        stage.expect(shown?.type === 'document', `a document ended as ${shown?.type ?? outcome}`);
        stage.expect(sent === name, `a document reached the phone under another name: ${sent ?? 'none'}`);
      }
    },
  },
  {
    name: 'files-out/too-large-an-image',
    level: 'reliable',
    capability: 'whatsapp-in-full',
    expects:
      'An image larger than the 5 MB that WhatsApp takes goes as a document, or is refused at once with a reason; it does not fail silently.',
    source: meta.media,
    needs: ['webhook', 'whatsapp', 'clock'],
    check: (stage: VerifyStage) =>
      goesOrIsRefused(stage, { ...imageFile, name: 'poster.png', bytes: Buffer.concat([imageFile.bytes, Buffer.alloc(6 * 1024 * 1024)]) }),
  },
  {
    name: 'files-out/an-image-of-another-format',
    level: 'reliable',
    capability: 'whatsapp-in-full',
    expects: 'An image in a format that WhatsApp does not take as an image goes in another way, or is refused at once with a reason.',
    source: meta.media,
    needs: ['webhook', 'whatsapp', 'clock'],
    async check(stage: VerifyStage) {
      await goesOrIsRefused(stage, { name: 'picture.webp', contentType: 'image/webp', bytes: webp });
      await goesOrIsRefused(stage, { name: 'scan.tiff', contentType: 'image/tiff', bytes: Buffer.from('49492a0008000000', 'hex') });
    },
  },
  {
    name: 'files-out/type-is-told-by-the-bytes',
    level: 'reliable',
    capability: 'whatsapp-in-full',
    expects: 'An image that was handed over as application/octet-stream reaches the phone as an image.',
    source: meta.media,
    needs: ['webhook', 'whatsapp', 'clock'],
    async check(stage: VerifyStage) {
      const { outcome, shown } = await sendFile(stage, { ...imageFile, contentType: 'application/octet-stream' });
      stage.expect(shown?.type === 'image', `an image without its type ended as ${shown?.type ?? outcome}`);
    },
  },
] as const satisfies readonly Rule[];

interface Outcome {
  /** How postMessage was answered, or how the message is shown afterwards. */
  outcome: string;
  reason: string;
  shown: HandsetMessage | undefined;
}

async function sendFile(stage: VerifyStage, file: FilePart): Promise<Outcome> {
  const scene: Scene = await begin(stage);
  const answer = await whileTimePasses(stage, stage.provider.reply({ conversation: scene.conversation, text: '', files: [file] }));
  await passTime(stage, 2 * MINUTE, 4);
  const shown = onPhone(stage, scene.customer.phone, '').find(({ status }) => status !== 'failed');
  const data = (answer.json as { data?: { id?: string; message?: string } } | undefined)?.data;
  if (answer.status !== 200) return { outcome: `refused with ${answer.status}`, reason: data?.message ?? '', shown };
  const { status } = await messageNow(stage, scene.conversation, data?.id ?? '');
  return { outcome: `taken and then shown as ${status}`, reason: '', shown };
}

async function goesOrIsRefused(stage: VerifyStage, file: FilePart): Promise<void> {
  const { outcome, reason, shown } = await sendFile(stage, file);
  const isRefused = outcome.startsWith('refused with 4') && reason.trim() !== '';
  stage.expect(shown !== undefined || isRefused, `${file.name} was ${outcome}, and is not on the phone`);
}
