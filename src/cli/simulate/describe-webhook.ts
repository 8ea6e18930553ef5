interface Value {
  messages?: { from?: string; from_user_id?: string; type?: string; text?: { body?: string } }[];
  statuses?: { status?: string; recipient_id?: string; recipient_user_id?: string; timestamp?: string; errors?: { code?: number }[] }[];
}

/** What a webhook says, in a few words: who wrote what, and which message reached which state when. For a screen: it shows numbers and texts. */
export function describeWebhook(bytes: Buffer): string {
  const told = changesOf(bytes).flatMap(({ field, value }) => {
    const messages = (value?.messages ?? []).map(
      ({ from, from_user_id, type, text }) => `${type} from ${from ?? from_user_id}${text?.body === undefined ? '' : `: ${text.body}`}`,
    );
    const statuses = (value?.statuses ?? []).map(({ status, recipient_id, recipient_user_id, timestamp, errors }) => {
      const code = errors?.[0]?.code;
      return `${status}${code === undefined ? '' : ` (${code})`} for ${recipient_id ?? recipient_user_id} at ${momentOf(timestamp)}`;
    });
    return messages.length + statuses.length > 0 ? [...messages, ...statuses] : [`field ${field}`];
  });
  return told.length > 0 ? told.join(', ').replace(/\s+/g, ' ') : `${bytes.length} bytes that are no webhook of WhatsApp`;
}

const momentOf = (seconds: string | undefined): string => {
  const ms = Number(seconds) * 1000;
  return Number.isFinite(ms) ? new Date(ms).toISOString().slice(0, 19).replace('T', ' ') : 'no time';
};

function changesOf(bytes: Buffer): { field?: string; value?: Value }[] {
  try {
    const { entry } = JSON.parse(bytes.toString('utf8')) as { entry?: { changes?: { field?: string; value?: Value }[] }[] };
    return (entry ?? []).flatMap(({ changes }) => changes ?? []);
  } catch {
    return [];
  }
}
