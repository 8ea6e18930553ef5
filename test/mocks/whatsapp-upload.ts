import { type GraphErrorBody, NUMBER, type Setup, TOKEN } from './whatsapp-setup.ts';

/**
 * Uploads bytes as a provider would. With Node's own fetch and form: a form of the undici package hangs in Node's dispatcher, which is the global one as
 * soon as node:http is loaded before undici.
 */
export async function upload({ url }: Setup, bytes: Uint8Array, type: string) {
  const form = new FormData();
  form.append('messaging_product', 'whatsapp');
  form.append('type', type);
  form.append('file', new Blob([new Uint8Array(bytes)], { type }), 'file');
  const headers = { authorization: `Bearer ${TOKEN}` };
  const response = await fetch(`${url}/v26.0/${NUMBER}/media`, { method: 'POST', headers, body: form });
  return { status: response.status, body: (await response.json()) as GraphErrorBody & { id: string } };
}
