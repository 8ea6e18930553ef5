import type { AttachmentId, ChannelId, ContactId, ConversationId, InstallationId, MessageRef, Wamid } from '../ids.ts';
import type {
  Alias,
  AliasKind,
  AliasLink,
  Attachment,
  Channel,
  ChannelState,
  Contact,
  Conversation,
  Destination,
  Direction,
  Failure,
  FileJob,
  Hold,
  Installation,
  InstallationState,
  LinkReason,
  MediaKind,
  Message,
  ProviderType,
  Registration,
  Send,
  SendState,
  StatusEvent,
  StatusRank,
  TemplateMessage,
} from '../records.ts';

/** A row as node:sqlite returns it. */
export type Row = Record<string, unknown>;

const text = (value: unknown): string => value as string;
const number = (value: unknown): number => value as number;
const nullableNumber = (value: unknown): number | null => (value === null ? null : number(value));

export const failureOf = (row: Row): Failure | null =>
  row['failure_code'] === null ? null : { code: number(row['failure_code']), reason: text(row['failure_reason']) };

export const channelOf = (row: Row): Channel => ({
  id: text(row['id']) as ChannelId,
  name: text(row['name']),
  state: text(row['state']) as ChannelState,
  phoneNumberId: text(row['phone_number_id']),
  businessAccountId: text(row['business_account_id']),
  sourceUserId: text(row['source_user_id']) as ContactId,
  installationId: row['installation_id'] as InstallationId | null,
  providerType: text(row['provider_type']) as ProviderType,
  avatarUrl: row['avatar_url'] as string | null,
  templateSupport: row['template_support'] === 1,
  registration: {
    state: text(row['registration']) as Registration['state'],
    note: row['registration_note'] as string | null,
    at: nullableNumber(row['registration_at']),
  },
  createdAt: number(row['created_at']),
});

export const installationOf = (row: Row): Installation => ({
  id: text(row['id']) as InstallationId,
  companyId: number(row['company_id']),
  userId: number(row['user_id']),
  companyName: text(row['company_name']),
  userName: text(row['user_name']),
  isAdmin: row['is_admin'] === 1,
  state: text(row['state']) as InstallationState,
  note: row['note'] as string | null,
  scopes: text(row['scopes']).split(' ').filter(Boolean),
  apiDomain: text(row['api_domain']),
  accessExpiresAt: number(row['access_expires_at']),
  tokenVersion: number(row['token_version']),
  refreshedAt: number(row['refreshed_at']),
  installedAt: number(row['installed_at']),
  allowedAt: number(row['allowed_at']),
  shared: row['shared'] === null ? null : row['shared'] === 1,
  uninstalledAt: nullableNumber(row['uninstalled_at']),
  eraseAt: nullableNumber(row['erase_at']),
});

export const conversationOf = (row: Row): Conversation => ({
  id: text(row['id']) as ConversationId,
  contactId: text(row['contact_id']) as ContactId,
  contactName: text(row['contact_name']),
  contactFallbackName: text(row['fallback_name'] ?? ''),
  position: number(row['position']),
  lastInboundAt: nullableNumber(row['last_inbound_at']),
  lastDirection: row['last_direction'] as Direction | null,
  address: row['address_kind'] === null ? null : aliasOf(row['address_kind'], row['address_value']),
});

export const contactOf = (row: Row): Contact => ({
  id: text(row['id']) as ContactId,
  name: text(row['name']),
  username: row['username'] as string | null,
});

const aliasOf = (kind: unknown, value: unknown): Alias => ({ kind: text(kind) as AliasKind, value: text(value) });

export const aliasLinkOf = (row: Row): AliasLink => ({
  alias: aliasOf(row['kind'], row['value']),
  contactId: text(row['contact_id']) as ContactId,
  at: number(row['linked_at']),
  reason: text(row['reason']) as LinkReason,
  via: row['via_kind'] === null ? null : aliasOf(row['via_kind'], row['via_value']),
  endedAt: nullableNumber(row['ended_at']),
  endReason: row['end_reason'] as AliasLink['endReason'],
});

export const refOf = (row: Row): MessageRef => ({
  conversationId: text(row['conversation_id']) as ConversationId,
  seq: number(row['seq']),
});

export const messageOf = (row: Row): Message => ({
  conversationId: text(row['conversation_id']) as ConversationId,
  seq: number(row['seq']),
  direction: text(row['direction']) as Direction,
  type: text(row['type']),
  text: text(row['text']),
  rank: number(row['rank']) as StatusRank,
  failure: failureOf(row),
  createdAt: number(row['created_at']),
  replyBy: nullableNumber(row['reply_by']),
  attachmentCount: number(row['attachment_count']),
});

export const attachmentOf = (row: Row): Attachment => ({
  id: text(row['id']) as AttachmentId,
  name: text(row['name']),
  contentType: text(row['content_type']),
  size: number(row['size']),
  sha256: text(row['sha256']),
  file: text(row['file']),
});

export const fileJobOf = (row: Row): FileJob => ({
  ...refOf(row),
  channelId: text(row['channel_id']) as ChannelId,
  position: number(row['position']),
  mediaId: row['media_id'] as string | null,
  url: row['url'] as string | null,
  kind: text(row['kind']),
  voice: row['voice'] === 1,
  contentType: row['content_type'] as string | null,
  sha256: row['sha256'] as string | null,
  name: row['name'] as string | null,
  announced: row['announced'] === 1,
  receivedAt: number(row['received_at']),
  lostAt: number(row['lost_at']),
  attempts: number(row['attempts']),
  lease: text(row['lease']),
});

export const sendOf = (row: Row): Send => ({
  ...refOf(row),
  part: number(row['part']),
  text: text(row['text']),
  attachmentId: row['attachment_id'] as AttachmentId | null,
  mediaId: row['media_id'] as string | null,
  mediaKind: row['media_kind'] as MediaKind | null,
  template: row['template'] === null ? null : (JSON.parse(text(row['template'])) as TemplateMessage),
  state: text(row['state']) as SendState,
  wamid: row['wamid'] as Wamid | null,
  rank: number(row['rank']) as StatusRank,
  failure: failureOf(row),
});

export const statusEventOf = (row: Row): StatusEvent => ({
  wamid: text(row['wamid']) as Wamid,
  status: text(row['status']),
  at: number(row['at']),
  failure: failureOf(row),
});

export const laneOf = (row: Row) => ({
  channelId: text(row['channel_id']) as ChannelId,
  destination: text(row['destination']) as Destination,
  conversationId: text(row['conversation_id']) as ConversationId,
});

export const holdOf = (row: Row): Hold => ({
  channelId: text(row['channel_id']) as ChannelId,
  destination: text(row['destination']) as Destination,
  until: number(row['until']),
  code: number(row['code']),
  reason: text(row['reason']),
});
