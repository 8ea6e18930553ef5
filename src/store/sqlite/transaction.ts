import type { DatabaseSync } from 'node:sqlite';
import type { SecretBox } from '../secrets.ts';
import type { StoreTransaction } from '../store.ts';
import { createAttempts } from './attempts.ts';
import { createCleanSlate } from './clean-slate.ts';
import { createCompanyWrites } from './companies.ts';
import { createCourse } from './course.ts';
import { createDeadLetterWrites } from './dead-letters.ts';
import { createDeliveryWrites } from './deliveries.ts';
import { isEngineFault, unavailable } from './engine-fault.ts';
import { createEraseRows, erasedDigest } from './erase-rows.ts';
import { createErasureWrites } from './erasures.ts';
import { createInboundFiles } from './inbound-files.ts';
import { createInstallationWrites } from './installations.ts';
import { createMessageWrites } from './message-writes.ts';
import { createOutbox } from './outbox.ts';
import { createPeople } from './people.ts';
import { createQuarantineWrites } from './quarantine.ts';
import { createReads } from './reads.ts';
import { createRetention } from './retention.ts';
import { channelOf, sendOf, statusEventOf } from './rows.ts';
import type { TransactionMemo } from './transaction-memo.ts';

/** The writes of the SQLite engine; they take effect with the transaction that is open on the connection. */
export function createTransaction(db: DatabaseSync, secrets: SecretBox, memo: TransactionMemo): StoreTransaction {
  const reads = createReads(db, secrets);
  const course = createCourse(db);
  const savepoint = { begin: db.prepare('SAVEPOINT item'), release: db.prepare('RELEASE item'), undo: db.prepare('ROLLBACK TO item') };
  const sql = {
    insertChannel: db.prepare(
      `INSERT INTO channels (id, name, state, phone_number_id, business_account_id, source_user_id, access_token, installation_id,
         provider_type, avatar_url, template_support, registration, registration_note, registration_at, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    setChannelState: db.prepare('UPDATE channels SET state = ? WHERE id = ?'),
    setChannelToken: db.prepare('UPDATE channels SET access_token = ? WHERE id = ?'),
    setChannelInstallation: db.prepare('UPDATE channels SET installation_id = ? WHERE id = ?'),
    setRegistration: db.prepare('UPDATE channels SET registration = ?, registration_note = ?, registration_at = ? WHERE id = ?'),
    channelsByPhone: db.prepare('SELECT * FROM channels WHERE phone_number_id = ? ORDER BY created_at, id'),
    insertConversation: db.prepare(
      `INSERT INTO conversations (channel_id, id, contact_id, position, next_seq, created_at)
       VALUES (?1, ?2, ?3, (SELECT coalesce(max(position), 0) + 1 FROM conversations WHERE channel_id = ?1), 1, ?4)`,
    ),
    claimWamid: db.prepare('INSERT OR IGNORE INTO wamids (channel_id, wamid, conversation_id, seq, part) VALUES (?, ?, ?, ?, ?)'),
    setStatus: db.prepare(
      'UPDATE messages SET rank = ?, failure_code = ?, failure_reason = ? WHERE channel_id = ? AND conversation_id = ? AND seq = ?',
    ),
    setText: db.prepare('UPDATE messages SET text = ? WHERE channel_id = ? AND conversation_id = ? AND seq = ?'),
    answered: db.prepare('UPDATE messages SET answered_at = ? WHERE channel_id = ? AND conversation_id = ? AND seq = ?'),
    insertAttachment: db.prepare(
      `INSERT INTO attachments (channel_id, conversation_id, seq, position, id, name, content_type, size, sha256, file)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    countAttachment: db.prepare(
      'UPDATE messages SET attachment_count = attachment_count + 1 WHERE channel_id = ? AND conversation_id = ? AND seq = ?',
    ),
    insertSend: db.prepare(
      `INSERT INTO sends (channel_id, conversation_id, seq, part, text, attachment_id, media_kind, template, state)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting')`,
    ),
    updateSend: db.prepare(
      `UPDATE sends SET state = ?, wamid = ?, rank = ?, failure_code = ?, failure_reason = ?
       WHERE channel_id = ? AND conversation_id = ? AND seq = ? AND part = ?`,
    ),
    sendsWithoutAnswer: db.prepare(
      `SELECT * FROM sends WHERE channel_id = ? AND conversation_id = ? AND wamid IS NULL AND state IN ('sending', 'unknown') ORDER BY seq, part`,
    ),
    setSendMedia: db.prepare('UPDATE sends SET media_id = ? WHERE channel_id = ? AND conversation_id = ? AND seq = ? AND part = ?'),
    recordStatus: db.prepare(
      `INSERT OR IGNORE INTO statuses (channel_id, wamid, status, at, received_at, failure_code, failure_reason) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ),
    statusesOf: db.prepare('SELECT * FROM statuses WHERE channel_id = ? AND wamid = ? ORDER BY at, status'),
  };

  return {
    ...createOutbox(db),
    ...createInboundFiles(db),
    ...createInstallationWrites(db, secrets),
    ...createCompanyWrites(db),
    ...createDeliveryWrites(db),
    ...createMessageWrites(db),
    ...createPeople(db),
    ...createRetention(db),
    ...createCleanSlate(db),
    ...createAttempts(db),
    ...createQuarantineWrites(db),
    ...createDeadLetterWrites(db),
    ...createErasureWrites(db, secrets, erasedDigest),
    ...createEraseRows(db, memo),
    async isolate(work) {
      savepoint.begin.run();
      try {
        return await work();
      } catch (error) {
        // A full disk rolls the whole transaction back; writing on would write outside of one.
        if (isEngineFault(error) || !db.isTransaction) throw unavailable(error);
        savepoint.undo.run();
        memo.forget();
        throw error;
      } finally {
        if (db.isTransaction) savepoint.release.run();
      }
    },
    channel: reads.channel,
    installation: reads.installation,
    installationOf: reads.installationOf,
    installationByUser: reads.installationByUser,
    installationTokens: reads.installationTokens,
    erasure: reads.erasure,
    message: reads.message,
    contact: reads.contact,
    aliases: reads.aliases,
    conversationOf: reads.conversationOf,
    sends: reads.sends,
    unansweredMessage: reads.unansweredMessage,
    insertChannel(channel, accessToken) {
      const { id, name, state, phoneNumberId, businessAccountId, sourceUserId, installationId, registration, createdAt } = channel;
      sql.insertChannel.run(
        ...[id, name, state, phoneNumberId, businessAccountId, sourceUserId, secrets.seal(accessToken), installationId],
        ...[channel.providerType, channel.avatarUrl, channel.templateSupport ? 1 : 0],
        ...[registration.state, registration.note, registration.at, createdAt],
      );
    },
    setChannelState(id, state) {
      sql.setChannelState.run(state, id);
    },
    setChannelAccessToken(id, accessToken) {
      sql.setChannelToken.run(secrets.seal(accessToken), id);
    },
    setChannelInstallation(id, installationId) {
      sql.setChannelInstallation.run(installationId, id);
    },
    setRegistration(id, { state, note, at }) {
      sql.setRegistration.run(state, note, at, id);
    },
    channelsOfPhoneNumberId: (phoneNumberId) => sql.channelsByPhone.all(phoneNumberId).map(channelOf),
    channelByPhoneNumberId: memo.channelByPhoneNumberId,
    insertConversation(channelId, { id, contactId, createdAt }) {
      sql.insertConversation.run(channelId, id, contactId, createdAt);
    },
    messageByWamid: reads.messageByWamid,
    claimWamid(channelId, wamid, { conversationId, seq, part }) {
      sql.claimWamid.run(channelId, wamid, conversationId, seq, part);
    },
    setMessageStatus(channelId, { conversationId, seq }, { rank, failure }) {
      sql.setStatus.run(rank, failure?.code ?? null, failure?.reason ?? null, channelId, conversationId, seq);
      course.follow(channelId, { conversationId, seq });
    },
    setMessageText(channelId, { conversationId, seq }, text) {
      sql.setText.run(text, channelId, conversationId, seq);
    },
    markAnswered(channelId, { conversationId, seq }, at) {
      sql.answered.run(at, channelId, conversationId, seq);
    },
    insertAttachment(channelId, { conversationId, seq }, position, { id, name, contentType, size, sha256, file }) {
      sql.insertAttachment.run(channelId, conversationId, seq, position, id, name, contentType, size, sha256, file);
      sql.countAttachment.run(channelId, conversationId, seq);
    },
    insertSend(channelId, { conversationId, seq, part, text, attachmentId, mediaKind = null, template = null }) {
      const asTemplate = template && JSON.stringify(template);
      sql.insertSend.run(channelId, conversationId, seq, part, text, attachmentId, mediaKind, asTemplate);
    },
    sendsWithoutAnswer: (channelId, conversationId) => sql.sendsWithoutAnswer.all(channelId, conversationId).map(sendOf),
    updateSend(channelId, { conversationId, seq, part }, { state, wamid, rank, failure }) {
      sql.updateSend.run(state, wamid, rank, failure?.code ?? null, failure?.reason ?? null, channelId, conversationId, seq, part);
    },
    setSendMedia(channelId, { conversationId, seq, part }, mediaId) {
      sql.setSendMedia.run(mediaId, channelId, conversationId, seq, part);
    },
    recordStatus(channelId, { wamid, status, at, failure }, receivedAt) {
      return sql.recordStatus.run(channelId, wamid, status, at, receivedAt, failure?.code ?? null, failure?.reason ?? null).changes === 1;
    },
    statusesOf: (channelId, wamid) => sql.statusesOf.all(channelId, wamid).map(statusEventOf),
  };
}
