import type { OperationTypes } from '../../../generated/whatsapp-cloud/index.ts';
import { sandboxNumber } from '../../../mocks/sandbox.ts';
import type { Bench } from '../bench.ts';
import { type DocumentedOperation, exampleAddress } from '../contract-document.ts';
import type { Ask, Preparation, Subject } from '../subject.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const FILE = {
  id: '2914523482062113',
  bytes: Buffer.from('the bytes of a photo'),
  mimeType: 'image/jpeg',
  phoneNumberId: sandboxNumber.id,
};

/** The simulated WhatsApp Cloud API. Errors that only Meta's own troubles bring about are set as faults, with the code of the documented example. */
export function whatsAppSubject(bench: Bench): Subject {
  const { whatsappToken, whatsappUrl, settle } = bench;
  const { whatsapp } = bench.stage.peers;
  const headers = { Authorization: `Bearer ${whatsappToken}` };
  const fail: (status: number) => Preparation = (status) => (operation, usual) => {
    const [example] = Object.values(Object.values(operation.responses[status] ?? {})[0]?.examples ?? {});
    const { code } = (example as { error: { code: number } }).error;
    whatsapp.faults.failNext(operation.id as keyof OperationTypes, {
      status,
      code,
      ...(status === 429 || status === 503 ? { retryAfterSeconds: 30 } : {}),
    });
    return usual;
  };
  const download = async (): Promise<string> => {
    whatsapp.storeMedia(FILE);
    const node = await fetch(`${whatsappUrl}/v26.0/${FILE.id}`, { headers });
    const { pathname, search } = new URL(((await node.json()) as { url: string }).url);
    return pathname + search;
  };
  const elsewhere: Preparation = (operation, usual) => ({
    ...usual,
    path: exampleAddress(operation, { phoneNumberId: '999', businessAccountId: '999', nodeId: '999' }),
  });

  const debug = (operation: DocumentedOperation, usual: Ask): Ask => ({
    ...usual,
    path: exampleAddress(operation, { input_token: whatsappToken }),
  });

  return {
    document: 'whatsapp-cloud',
    url: whatsappUrl,
    settle,
    async usual(operation): Promise<Ask> {
      whatsapp.storeMedia(FILE);
      if (operation.id === 'downloadMedia') return { path: await download(), headers };
      return { headers: { ...(operation.id === 'sendMessage' ? JSON_TYPE : {}), ...headers } };
    },
    plan: {
      '* 200': (_operation, usual) => usual,
      // A file comes in its own media type; the document calls them all octet-stream.
      'downloadMedia 200': (_operation, usual) => ({ ...usual, type: FILE.mimeType, answer: FILE.bytes.toString('utf8') }),
      '* 400': elsewhere,
      'debugToken 200': debug,
      'debugToken 400': (_operation, usual) => ({ ...usual, path: '/v26.0/debug_token' }),
      'debugToken 401': (operation, usual) => ({ ...debug(operation, usual), headers: { Authorization: 'Bearer EAAwrong' } }),
      'sendMessage 400': (_operation, usual) => ({ ...usual, body: '{"messaging_product":"whatsapp","to":"15551230001","type":"text"}' }),
      '* 401': (_operation, usual) => ({ ...usual, headers: { ...usual.headers, Authorization: 'Bearer EAAwrong' } }),
      'downloadMedia 404': (operation, usual) => ({ ...usual, path: exampleAddress(operation) }),
      '* 403': fail(403),
      '* 404': fail(404),
      '* 429': fail(429),
      '* 500': fail(500),
      '* 503': fail(503),
    },
  };
}
