import type { DatabaseSync } from 'node:sqlite';
import type { ChannelId } from '../ids.ts';
import type { Company, Spend } from '../records.ts';
import type { StoreReads, StoreTransaction } from '../store.ts';
import type { Row } from './rows.ts';

type Reads = Pick<StoreReads, 'company' | 'companies' | 'spend'>;

export function createCompanyReads(db: DatabaseSync) {
  const sql = {
    company: db.prepare('SELECT * FROM companies WHERE company_id = ?'),
    companies: db.prepare('SELECT * FROM companies ORDER BY company_id'),
    // From company to company by the key: whoever scrapes does not walk through the days of years.
    spend: db.prepare(
      `WITH RECURSIVE spending (id) AS (SELECT min(company_id) FROM crm_spend
         UNION ALL SELECT (SELECT min(company_id) FROM crm_spend WHERE company_id > id) FROM spending WHERE id IS NOT NULL)
       SELECT s.* FROM spending CROSS JOIN crm_spend AS s ON s.company_id = id AND s.day >= ? ORDER BY s.company_id, s.day DESC, s.operation`,
    ),
  };
  return {
    company(companyId) {
      const row = sql.company.get(companyId);
      return row && companyOf(row);
    },
    companies: () => sql.companies.all().map(companyOf),
    spend: (since) => sql.spend.all(since).map(spendOf),
  } satisfies Reads;
}

type Writes = Pick<StoreTransaction, 'noteCompany' | 'addSpend' | 'activeChannelsOf'>;

export function createCompanyWrites(db: DatabaseSync) {
  const reads = createCompanyReads(db);
  const sql = {
    note: db.prepare(
      'INSERT OR REPLACE INTO companies (company_id, channels_api, channels_api_code, channels_api_at, used_up_until) VALUES (?, ?, ?, ?, ?)',
    ),
    addSpend: db.prepare(
      `INSERT INTO crm_spend (company_id, day, operation, calls, tokens, refused) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET calls = calls + excluded.calls, tokens = tokens + excluded.tokens, refused = refused + excluded.refused`,
    ),
    activeChannels: db.prepare(
      `SELECT c.id FROM installations i JOIN channels c ON c.installation_id = i.id WHERE i.company_id = ? AND c.state = 'active' ORDER BY c.id`,
    ),
  };
  return {
    noteCompany(companyId, learnt) {
      const { channelsApi, channelsApiCode, channelsApiAt, usedUpUntil } = { ...(reads.company(companyId) ?? UNKNOWN), ...learnt };
      sql.note.run(companyId, channelsApi, channelsApiCode, channelsApiAt, usedUpUntil);
    },
    addSpend({ companyId, day, operation, calls, tokens, refused }) {
      sql.addSpend.run(companyId, day, operation, calls, tokens, refused);
    },
    activeChannelsOf: (companyId) => sql.activeChannels.all(companyId).map((row) => row['id'] as ChannelId),
  } satisfies Writes;
}

const UNKNOWN = { channelsApi: 'unknown', channelsApiCode: null, channelsApiAt: null, usedUpUntil: null } as const;

const companyOf = (row: Row): Company => ({
  companyId: row['company_id'] as number,
  channelsApi: row['channels_api'] as Company['channelsApi'],
  channelsApiCode: row['channels_api_code'] as number | null,
  channelsApiAt: row['channels_api_at'] as number | null,
  usedUpUntil: row['used_up_until'] as number | null,
});

const spendOf = (row: Row): Spend => ({
  companyId: row['company_id'] as number,
  day: row['day'] as number,
  operation: row['operation'] as string,
  calls: row['calls'] as number,
  tokens: row['tokens'] as number,
  refused: row['refused'] as number,
});
