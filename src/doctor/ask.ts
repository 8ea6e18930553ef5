import { type HttpAnswer, type HttpClient, type HttpRequest, NoAnswer } from '../delivery/http-client.ts';

/** Why there was no answer: the name is unknown, the certificate is not good, or anything else. */
export interface Silence {
  kind: 'unresolved' | 'certificate' | 'unreachable';
  /** In words for a person. */
  why: string;
}

export type Asked = { answer: HttpAnswer } | { silence: Silence };

const UNRESOLVED = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME']);
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ISSUER|ERR_TLS|ERR_SSL/;

/** Asks once. Resolves with the answer, or with why there was none; whatever else goes wrong is thrown. */
export async function ask(http: HttpClient, request: HttpRequest): Promise<Asked> {
  try {
    return { answer: await http.send(request) };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { silence: silenceOf(error) };
  }
}

export function silenceOf({ cause }: NoAnswer): Silence {
  const { code = '', message = '' } = (cause ?? {}) as { code?: string; message?: string };
  if (UNRESOLVED.has(code)) return { kind: 'unresolved', why: 'the name server does not know the host' };
  if (CERTIFICATE.test(code)) return { kind: 'certificate', why: `the certificate is not accepted (${code})` };
  return { kind: 'unreachable', why: code ? `no answer (${code})` : `no answer (${message || 'connection lost'})` };
}
