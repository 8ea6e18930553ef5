import type { Exchange } from './inside-exchange-log.ts';

const MESSAGE = /\bms_([A-Za-z0-9_-]{16})_-?[0-9a-z]{1,10}/g;
const CONVERSATION = /\bcv_[A-Za-z0-9_-]{16}/;
const WAMID = /\bwamid\.[A-Za-z0-9+/=_-]+/g;

/** Which messages and which conversation an exchange is about, as far as its address and its bodies say. */
export interface Mentioned {
  /** Our ids of messages, each once. */
  messages: string[];
  /** WhatsApp's ids of messages, each once. */
  wamids: string[];
  conversationId: string | undefined;
}

export function mentionedIn({ address, request, response }: Exchange): Mentioned {
  const text = `${address} ${JSON.stringify(request.content)} ${JSON.stringify(response.content)}`;
  const messages = [...text.matchAll(MESSAGE)];
  const [ofMessage] = messages;
  return {
    messages: [...new Set(messages.map(([id]) => id))],
    wamids: [...new Set([...text.matchAll(WAMID)].map(([id]) => id))],
    conversationId: CONVERSATION.exec(text)?.[0] ?? (ofMessage && `cv_${ofMessage[1]}`),
  };
}
