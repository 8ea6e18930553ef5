import { createHmac } from 'node:crypto';
import type { components } from '../../../generated/whatsapp-cloud/types.ts';
import type { ApiAnswer } from '../../delivery/api-client.ts';
import { NoAnswer } from '../../delivery/http-client.ts';
import { graphErrorOf } from '../../delivery/whatsapp-errors.ts';
import type { Finding } from '../../domain/set-up-report.ts';
import type { Channel } from '../../store/records.ts';
import { silenceOf } from '../ask.ts';
import type { Bench } from '../bench.ts';
import { createFindings, type Findings } from '../findings.ts';
import { addressOf } from './webhook.ts';

type Schemas = components['schemas'];

const DAY = 24 * 3_600_000;
const ENDS_SOON_MS = 14 * DAY;
const NODE_FIELDS = 'display_phone_number,status,health_status,webhook_configuration';
/** Graph's code for a token that is not accepted; 100 without a subcode is a parameter that is wrong, here the proof. */
const TOKEN_REFUSED = new Set([0, 190]);
const WRONG_PARAMETER = 100;

/** What WhatsApp says of a channel: its token and app, its number, its account, its templates. */
export async function checkWhatsApp(bench: Bench, channel: Channel): Promise<Finding[]> {
  const report = createFindings('whatsapp', channel.name);
  try {
    await look(bench, channel, report);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    report.fault('whatsapp-unreachable', `${bench.config.whatsapp.apiUrl}: ${silenceOf(error).why}`);
  }
  return report.findings;
}

async function look(bench: Bench, channel: Channel, report: Findings): Promise<void> {
  const token = (await bench.store.channelAccessToken(channel.id)) ?? '';
  const graph = asksGraph(bench, channel, token);
  const own = await graph.token();
  if (isRefused(own)) return report.fault('token-refused', said('the access token', own));
  const description = (own.body as Schemas['TokenDescription'] | undefined)?.data ?? { is_valid: true };
  if (!description.is_valid) return report.fault('token-refused', 'WhatsApp describes the access token as not valid');
  tellTokenDates(bench, description, report);
  // Where the list is not complete, a call that needs the permission decides; none can be made here without writing to somebody.
  if (description.scopes && !description.scopes.includes('whatsapp_business_messaging'))
    report.fault('sending-forbidden', `the token's permissions are ${description.scopes.join(', ') || 'none'}`);

  const proof = createHmac('sha256', bench.config.whatsapp.appSecrets[0] ?? '')
    .update(token)
    .digest('hex');
  const node = await graph.node(proof);
  const error = graphErrorOf(node.body);
  if (error?.code === WRONG_PARAMETER && error.subcode === undefined) {
    report.fault('app-secret-wrong', 'a proof made with WHATSAPP_APP_SECRET was refused');
    tellNumber(bench, channel, await graph.node(), report);
  } else {
    if (!error) report.ok('WHATSAPP_APP_SECRET is the secret of the app that the token was made for');
    tellNumber(bench, channel, node, report);
  }
  await lookAtAccount(graph, channel, description, report);
}

/** The calls, each with the token of the channel. */
function asksGraph({ whatsapp, config }: Bench, channel: Channel, token: string) {
  const version = config.whatsapp.apiVersion;
  const authorization = `Bearer ${token}`;
  const account = { version, businessAccountId: channel.businessAccountId };
  return {
    token: () => whatsapp('debugToken', { params: { version }, query: { input_token: token } }, authorization),
    node: (proof?: string) =>
      whatsapp(
        'getNode',
        {
          params: { version, nodeId: channel.phoneNumberId },
          query: { fields: NODE_FIELDS, ...(proof === undefined ? {} : { appsecret_proof: proof }) },
        },
        authorization,
      ),
    numbers: (after?: string) =>
      whatsapp('listPhoneNumbers', { params: account, query: { limit: 100, ...(after === undefined ? {} : { after }) } }, authorization),
    apps: () => whatsapp('listSubscribedApps', { params: account }, authorization),
    templates: () => whatsapp('listTemplates', { params: account, query: { limit: 1, fields: 'id' } }, authorization),
  };
}

type Graph = ReturnType<typeof asksGraph>;

const isRefused = (answer: ApiAnswer): boolean => answer.status !== 200 && TOKEN_REFUSED.has(graphErrorOf(answer.body)?.code ?? -1);

/** WhatsApp's own words may quote a token, so that only its code is repeated. */
const said = (what: string, { status, body }: ApiAnswer): string => {
  const error = graphErrorOf(body);
  return `${what}: WhatsApp answered ${status}${error ? `, code ${error.code}` : ''}`;
};

function tellTokenDates({ clock }: Bench, { expires_at = 0 }: Schemas['TokenDescription']['data'], report: Findings): void {
  if (expires_at === 0) {
    report.ok('the access token is valid and never ends by itself');
    return;
  }
  const endsAt = expires_at * 1000;
  const told = `the access token ends on ${new Date(endsAt).toISOString()}`;
  if (endsAt - clock.now() > ENDS_SOON_MS) report.ok(told);
  else report.fault('token-ends-soon', told);
}

function tellNumber(bench: Bench, channel: Channel, answer: ApiAnswer, report: Findings): void {
  if (answer.status !== 200) {
    report.fault('number-unknown', said(`phone number id ${channel.phoneNumberId}`, answer));
    return;
  }
  const { health_status: health, webhook_configuration: webhooks = {}, status } = answer.body as Schemas['Node'];
  const reasons = (health?.entities ?? []).flatMap(({ entity_type, errors = [], additional_info = [] }) =>
    [
      ...errors.map(({ error_description, possible_solution }) => [error_description, possible_solution].filter(Boolean).join(' ')),
      ...additional_info,
    ].map((reason) => `${entity_type}: ${reason}`),
  );
  const told = [`status ${status ?? 'not told'}`, ...reasons].join('; ');
  if (health?.can_send_message === 'BLOCKED') report.fault('number-blocked', told);
  else if (health?.can_send_message === 'LIMITED') report.fault('number-limited', told);
  else report.ok(`the number may send (${told})`);
  // The number's own address goes before the account's, and that before the app's.
  const { phone_number, whatsapp_business_account, application } = webhooks as Record<string, string | undefined>;
  const goesTo = phone_number || whatsapp_business_account || application;
  if (goesTo === undefined) report.skip('WhatsApp does not tell where the webhooks go');
  else if (isSameAddress(goesTo, addressOf(bench.config), bench.config.mode)) report.ok('webhooks go to this provider');
  else report.fault('webhook-address-differs', `webhooks go to ${goesTo.split('?')[0]}, not to ${addressOf(bench.config)}`);
}

/** On one machine, the sandbox's, `localhost` and `127.0.0.1` are the same. */
function isSameAddress(one: string, other: string, mode: Bench['config']['mode']): boolean {
  const plain = (address: string) => (mode === 'sandbox' ? address.replace('//127.0.0.1:', '//localhost:') : address);
  return plain(one) === plain(other);
}

async function lookAtAccount(
  graph: Graph,
  channel: Channel,
  { app_id }: Schemas['TokenDescription']['data'],
  report: Findings,
): Promise<void> {
  const templates = await graph.templates();
  if (templates.status !== 200) return report.fault('templates-forbidden', said('templates', templates));
  report.ok('templates can be read');
  const belongs = await isAmongNumbers(graph, channel.phoneNumberId);
  if (belongs) report.ok('the number belongs to the business account');
  else
    report.fault(
      'number-of-another-account',
      `business account ${channel.businessAccountId} has no phone number id ${channel.phoneNumberId}`,
    );
  const apps = await graph.apps();
  if (apps.status !== 200) return report.skip(said('the subscribed apps', apps));
  const subscribed = (apps.body as Schemas['SubscribedApps']).data.map(({ whatsapp_business_api_data: { id } }) => id);
  const isSubscribed = app_id === undefined ? subscribed.length > 0 : subscribed.includes(app_id);
  if (isSubscribed) report.ok('the app is subscribed to the business account');
  else
    report.fault(
      'not-subscribed',
      `business account ${channel.businessAccountId} sends to ${subscribed.length === 0 ? 'no app' : 'other apps only'}`,
    );
}

/** No account has more numbers than this many pages hold. */
const MOST_PAGES = 20;

async function isAmongNumbers(graph: Graph, phoneNumberId: string): Promise<boolean> {
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await graph.numbers(after);
    if (answer.status !== 200) return false;
    const { data, paging } = answer.body as Schemas['PhoneNumberPage'];
    if (data.some(({ id }) => id === phoneNumberId)) return true;
    after = paging?.next ? paging.cursors?.after : undefined;
    if (after === undefined) return false;
  }
  return false;
}
