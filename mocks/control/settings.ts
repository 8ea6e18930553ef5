import type { components } from '../../generated/simulators/types.ts';
import { AppError } from '../../src/errors.ts';
import { isHttp } from '../is-http.ts';
import type { ControlWorld } from './world.ts';

type Schemas = components['schemas'];
export type SettingsChange = Schemas['SettingsChange'];

/** The settings of both simulators; of a secret only whether there is one. */
export function shownSettings({ whatsapp, pipedrive, numbers, verifyToken }: ControlWorld): Schemas['Settings'] {
  const meta = whatsapp.settings();
  const crm = pipedrive.settings();
  return {
    whatsapp: {
      webhookUrl: meta.webhookUrl || null,
      appSecret: meta.appSecret !== '',
      verifyToken: verifyToken !== '',
      accessToken: meta.accessToken !== '',
      phoneNumbers: numbers.map(({ id, displayNumber, businessAccountId }) => ({ id, displayNumber, businessAccountId })),
      statusDelayMs: { ...meta.statusDelayMs },
      limits: meta.limits && { ...meta.limits },
    },
    pipedrive: {
      providerUrl: crm.providerUrl || null,
      endpoints: { ...crm.endpoints },
      clientId: crm.clientId !== '',
      clientSecret: true,
      admin: crm.admin,
      owner: crm.owner,
      plan: typeof crm.plan === 'string' ? crm.plan : { ...crm.plan },
      rotateRefreshTokens: crm.rotateRefreshTokens,
      scopes: [...crm.scopes],
      firstSync: crm.firstSync,
      callbackUrl: crm.callbackUrl,
      channelsApi: crm.channelsApi,
      channelsGoneStatus: crm.channelsGoneStatus,
      limits: { ...crm.limits },
    },
  };
}

/** Changes what is named. Throws INVALID_REQUEST for an address that is none; nothing is changed then. */
export function changeSettings(world: ControlWorld, { whatsapp, pipedrive }: SettingsChange): void {
  const addresses = {
    'whatsapp/webhookUrl': whatsapp?.webhookUrl,
    'pipedrive/providerUrl': pipedrive?.providerUrl,
    'pipedrive/callbackUrl': pipedrive?.callbackUrl,
    ...Object.fromEntries(Object.entries(pipedrive?.endpoints ?? {}).map(([name, url]) => [`pipedrive/endpoints/${name}`, url])),
  };
  for (const [where, url] of Object.entries(addresses)) {
    if (url !== undefined && !isHttp(url))
      throw new AppError('INVALID_REQUEST', `body/${where} is no address. It begins with http:// or https://.`);
  }
  if (whatsapp) {
    const { verifyToken, limits, ...change } = whatsapp;
    if (verifyToken !== undefined) world.verifyToken = verifyToken;
    world.whatsapp.configure({ ...change, ...(limits === undefined ? {} : { limits: limits === true ? {} : limits }) });
  }
  if (pipedrive) {
    const { providerUrl, ...change } = pipedrive;
    world.pipedrive.configure({ ...change, ...(providerUrl === undefined ? {} : { providerUrl: providerUrl.replace(/\/+$/, '') }) });
  }
}
