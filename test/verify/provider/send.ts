import { type Call, callOut, type Outcome } from './call-out.ts';
import type { Errand, KeptFile, Part, Person } from './disk.ts';
import { advance } from './intake.ts';
import { errandFor, type Process } from './process.ts';
import { waitAfter } from './push.ts';
import type { Verdict } from './queues.ts';

/** Meta's codes for "not now": throttled, or out of order on their side. */
const passing = new Set([1, 2, 4, 80007, 130429, 131000, 131016, 131056, 131057, 133004]);
/** Codes about the token or the account: somebody has to see to it, until then the reply waits. */
const held = new Set([0, 3, 10, 190, 131005, 131031, 131042]);

/**
 * One attempt to send one part of a reply. A send that began and has no clear answer is never repeated: a status that carries
 * our key, or nothing, will tell.
 */
export async function send(process: Process, errand: Errand): Promise<Verdict> {
  const { disk, settings, power, faulty } = process;
  const found = disk.parts.get(errand.partKey);
  const person = disk.threads.get(errand.threadId)?.person;
  if (!found || !person || errand.begun) return 'over';
  const { item, part } = found;
  const content = await contentOf(process, item.text, part);
  if ('verdict' in content) return content.verdict;

  errand.begun = true;
  process.save();
  const answer = await callOut(
    settings.clock,
    power,
    graph(process, 'messages', { ...addressOf(person, process), ...content.fields, biz_opaque_callback_data: part.key }),
  );
  // The process died meanwhile: what the answer was, nobody knows.
  if (power.aborted) return 'over';
  const verdict = judge(answer);
  if (verdict === 'unknown' && !faulty('send-repeated-blindly')) return 'over';
  if (verdict === 'later' || verdict === 'unknown') {
    errand.begun = false;
    return faulty('send-500-given-up') && answer.status >= 500 ? 'over' : { againInMs: waitAfter(errand.tries) };
  }
  const told = verdict === 'taken' ? accepted(process, part, answer) : advance(process, item, part.key, 'failed');
  for (const news of told) process.queues.add(news);
  return 'over';
}

function judge({ status, text, reached }: Outcome): 'taken' | 'later' | 'refused' | 'unknown' {
  if (status === 0) return reached ? 'unknown' : 'later';
  if (status === 200) return 'taken';
  const code = codeIn(text);
  if (code === undefined) return status === 429 ? 'later' : status >= 500 ? 'unknown' : 'refused';
  return passing.has(code) || held.has(code) || (code >= 200 && code <= 299) || status === 429 || status === 401 ? 'later' : 'refused';
}

function codeIn(text: string): number | undefined {
  try {
    return (JSON.parse(text) as { error?: { code?: number } }).error?.code;
  } catch {
    return undefined;
  }
}

function accepted(process: Process, part: Part, { text }: Outcome): Errand[] {
  const { disk, settings } = process;
  const kept = disk.parts.get(part.key);
  const wamid = (JSON.parse(text) as { messages?: { id?: string }[] }).messages?.[0]?.id;
  if (!kept || wamid === undefined) return [];
  part.wamid = wamid;
  disk.wamids.set(wamid, kept);
  const waiting = disk.early.get(wamid) ?? [];
  disk.early.delete(wamid);
  const told = process.faulty('status-never-told') ? [] : [errandFor('pipedrive', kept.item, settings.clock.now(), '', 'sent')];
  return [
    ...told.filter(() => part.progress === 'sent'),
    ...waiting.flatMap((progress) => advance(process, kept.item, part.key, progress)),
  ];
}

/** The address that the person wrote from, unchanged. */
function addressOf({ number, userId }: Person, { faulty }: Process): Record<string, string> {
  const base = { messaging_product: 'whatsapp', recipient_type: 'individual' };
  if (number === null) return faulty('user-id-in-to') ? { ...base, to: userId ?? '' } : { ...base, recipient: userId ?? '' };
  const nine = faulty('brazil-nine-added') ? number.replace(/^55(\d\d)(\d{8})$/, (_, area, rest) => `55${area}9${rest}`) : number;
  return { ...base, to: `+${faulty('mexico-one-removed') ? nine.replace(/^521(\d{10})$/, '52$1') : nine}` };
}

type Content = { fields: Record<string, unknown> } | { verdict: Verdict };

async function contentOf(process: Process, text: string, { file, key }: Part): Promise<Content> {
  if (!file) return { fields: { type: 'text', text: { body: text } } };
  const { settings, power, disk } = process;
  const answer = await callOut(settings.clock, power, upload(process, file));
  if (answer.status === 200) {
    const { id } = JSON.parse(answer.text) as { id: string };
    const kind = kindOf(file.type);
    return { fields: { type: kind, [kind]: { id, ...(kind === 'document' ? { filename: file.name } : {}) } } };
  }
  // Nothing was sent yet, so an upload can be repeated whatever happened to it.
  if (answer.status === 0 || judge(answer) !== 'refused') return { verdict: { againInMs: waitAfter(1) } };
  const item = disk.parts.get(key)?.item;
  for (const news of item ? advance(process, item, key, 'failed') : []) process.queues.add(news);
  return { verdict: 'over' };
}

const kindOf = (type: string): string =>
  /^image\/(png|jpeg)$/.test(type) ? 'image' : /^(audio|video)\//.test(type) ? type.slice(0, 5) : 'document';

const graph = ({ settings }: Process, edge: string, body: unknown): Call => ({
  url: `${settings.whatsappUrl}/v26.0/${settings.phoneNumberId}/${edge}`,
  method: 'POST',
  headers: { authorization: `Bearer ${settings.whatsappToken}`, 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

function upload({ settings }: Process, { type, name, bytes }: KeptFile): Call {
  const line = `part-${crypto.randomUUID()}`;
  const field = (head: string): string => `--${line}\r\nContent-Disposition: form-data; ${head}\r\n`;
  const head = `${field('name="messaging_product"')}\r\nwhatsapp\r\n${field('name="type"')}\r\n${type}\r\n`;
  const fileHead = `${field(`name="file"; filename="${encodeURIComponent(name)}"`)}Content-Type: ${type}\r\n\r\n`;
  return {
    url: `${settings.whatsappUrl}/v26.0/${settings.phoneNumberId}/media`,
    method: 'POST',
    headers: { authorization: `Bearer ${settings.whatsappToken}`, 'content-type': `multipart/form-data; boundary=${line}` },
    body: Buffer.concat([Buffer.from(head + fileHead), bytes, Buffer.from(`\r\n--${line}--\r\n`)]),
  };
}
