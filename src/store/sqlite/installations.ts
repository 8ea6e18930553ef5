import type { DatabaseSync } from 'node:sqlite';
import { type InstallationId, newInstallationId } from '../ids.ts';
import type { SecretBox } from '../secrets.ts';
import type { InstallationTokens, StoreReads, StoreTransaction } from '../store.ts';
import { channelOf, installationOf, type Row } from './rows.ts';

type Reads = Pick<StoreReads, 'installation' | 'installationByUser' | 'installations' | 'installationOf' | 'installationTokens'>;

export function createInstallationReads(db: DatabaseSync, secrets: SecretBox) {
  const sql = {
    byId: db.prepare('SELECT * FROM installations WHERE id = ?'),
    byUser: db.prepare('SELECT * FROM installations WHERE company_id = ? AND user_id = ?'),
    all: db.prepare('SELECT * FROM installations ORDER BY installed_at, id'),
    ofChannel: db.prepare('SELECT i.* FROM channels c JOIN installations i ON i.id = c.installation_id WHERE c.id = ?'),
  };
  return {
    installation(id) {
      const row = sql.byId.get(id);
      return row && installationOf(row);
    },
    installationByUser({ companyId, userId }) {
      const row = sql.byUser.get(companyId, userId);
      return row && installationOf(row);
    },
    installations: () => sql.all.all().map(installationOf),
    installationOf(channelId) {
      const row = sql.ofChannel.get(channelId);
      return row && installationOf(row);
    },
    installationTokens(id): InstallationTokens | undefined {
      const row = sql.byId.get(id);
      if (!row || row['access_token'] === null || row['refresh_token'] === null) return undefined;
      return {
        ...installationOf(row),
        accessToken: secrets.open(row['access_token'] as Uint8Array),
        refreshToken: secrets.open(row['refresh_token'] as Uint8Array),
      };
    },
  } satisfies Reads;
}

type Writes = Pick<
  StoreTransaction,
  | 'saveInstallation'
  | 'channelsOfInstallation'
  | 'claimRefresh'
  | 'releaseRefresh'
  | 'replaceTokens'
  | 'pauseInstallation'
  | 'endInstallation'
  | 'setInstallationShared'
>;

/** The writes about installations. What may have changed meanwhile is named in the condition, so that the later of two processes changes nothing. */
export function createInstallationWrites(db: DatabaseSync, secrets: SecretBox) {
  const sql = {
    save: db.prepare(
      `INSERT INTO installations (id, company_id, user_id, company_name, user_name, is_admin, state, scopes, api_domain, access_token, refresh_token,
         access_expires_at, token_version, refreshed_at, installed_at, allowed_at)
       VALUES (?, ?, ?, ?, ?, ?, 'active', ?, ?, ?, ?, ?, 1, ?12, ?12, ?12)
       ON CONFLICT (company_id, user_id) DO UPDATE SET
         company_name = excluded.company_name, user_name = excluded.user_name, is_admin = excluded.is_admin, state = 'active', note = NULL,
         scopes = excluded.scopes, api_domain = excluded.api_domain, access_token = excluded.access_token, refresh_token = excluded.refresh_token,
         access_expires_at = excluded.access_expires_at, token_version = token_version + 1, refreshed_at = excluded.refreshed_at, allowed_at = excluded.allowed_at,
         refresh_lease = NULL, refresh_lease_until = NULL, uninstalled_at = NULL, erase_at = NULL
       RETURNING id`,
    ),
    channels: db.prepare('SELECT * FROM channels WHERE installation_id = ? ORDER BY created_at, id'),
    claim: db.prepare(
      `UPDATE installations SET refresh_lease = ?, refresh_lease_until = ?
       WHERE id = ? AND token_version = ? AND state = 'active' AND (refresh_lease IS NULL OR refresh_lease_until <= ?)`,
    ),
    release: db.prepare('UPDATE installations SET refresh_lease = NULL, refresh_lease_until = NULL WHERE id = ? AND refresh_lease = ?'),
    replace: db.prepare(
      `UPDATE installations SET access_token = ?, refresh_token = ?, access_expires_at = ?, api_domain = ?, scopes = ?, refreshed_at = ?,
         token_version = token_version + 1, state = 'active', note = NULL, refresh_lease = NULL, refresh_lease_until = NULL
       WHERE id = ? AND token_version = ? AND state <> 'uninstalled'`,
    ),
    pause: db.prepare(
      `UPDATE installations SET state = 'paused', note = ?, refresh_lease = NULL, refresh_lease_until = NULL
       WHERE id = ? AND token_version = ? AND state = 'active'`,
    ),
    end: db.prepare(
      `UPDATE installations SET state = 'uninstalled', note = ?, access_token = NULL, refresh_token = NULL, uninstalled_at = ?, erase_at = ?,
         token_version = token_version + 1, refresh_lease = NULL, refresh_lease_until = NULL
       WHERE id = ? AND state <> 'uninstalled'`,
    ),
    share: db.prepare('UPDATE installations SET shared = ? WHERE id = ?'),
  };
  return {
    saveInstallation({ companyId, userId, companyName, userName, isAdmin }, grant, at) {
      const row = sql.save.get(
        ...[newInstallationId(), companyId, userId, companyName, userName, isAdmin ? 1 : 0],
        ...[grant.scopes.join(' '), grant.apiDomain, secrets.seal(grant.accessToken), secrets.seal(grant.refreshToken)],
        ...[grant.accessExpiresAt, at],
      ) as Row;
      return row['id'] as InstallationId;
    },
    channelsOfInstallation: (id) => sql.channels.all(id).map(channelOf),
    claimRefresh: (id, { tokenVersion, lease, now, leaseUntil }) => sql.claim.run(lease, leaseUntil, id, tokenVersion, now).changes === 1,
    releaseRefresh(id, lease) {
      sql.release.run(id, lease);
    },
    replaceTokens(id, tokenVersion, { accessToken, refreshToken, accessExpiresAt, apiDomain, scopes }, at) {
      const sealed = [secrets.seal(accessToken), secrets.seal(refreshToken)];
      return sql.replace.run(...sealed, accessExpiresAt, apiDomain, scopes.join(' '), at, id, tokenVersion).changes === 1;
    },
    pauseInstallation: (id, tokenVersion, note) => sql.pause.run(note, id, tokenVersion).changes === 1,
    endInstallation(id, { at, eraseAt, note }) {
      sql.end.run(note, at, eraseAt, id);
    },
    setInstallationShared(id, shared) {
      sql.share.run(shared ? 1 : 0, id);
    },
  } satisfies Writes;
}
