import { phoneNumberId } from './provider.ts';

let counter = 0;

/** A wamid that no other test message has. */
export const freshWamid = (): string => `wamid.${Buffer.from(`test-${process.pid}-${Date.now()}-${counter++}`).toString('base64')}`;

interface Sender {
  from?: string;
  name?: string;
}

/** A text message of a customer, as Meta lists it. `at`: UTC milliseconds. */
export const textMessage = (
  body: string,
  { from = '15551230001', id = freshWamid(), at = Date.now() }: { from?: string; id?: string; at?: number } = {},
) => ({
  from,
  id,
  timestamp: String(Math.floor(at / 1000)),
  type: 'text',
  text: { body },
});

export const statusOf = (id: string, status: string, extra: Record<string, unknown> = {}) => ({
  id,
  status,
  timestamp: String(Math.floor(Date.now() / 1000)),
  recipient_id: '15551230001',
  ...extra,
});

/** The `value` of a messages change. */
//
export const changeOf = (
  parts: { messages?: unknown[]; statuses?: unknown[]; contacts?: unknown[]; phone?: string },
  { from, name }: Sender = {},
) => ({
  messaging_product: 'whatsapp',
  metadata: { display_phone_number: '15550783881', phone_number_id: parts.phone ?? phoneNumberId },
  contacts: parts.contacts ?? (from ? [{ wa_id: from, profile: { name } }] : []),
  ...(parts.messages ? { messages: parts.messages } : {}),
  ...(parts.statuses ? { statuses: parts.statuses } : {}),
});

/** A whole delivery around the values of one or more changes. */
export const deliveryOf = (...values: unknown[]) => ({
  object: 'whatsapp_business_account',
  entry: [{ id: '102290129340398', changes: values.map((value) => ({ field: 'messages', value })) }],
});
