import { documentedLimits } from './limits.ts';
import type {
  MetaApp,
  NumberHealth,
  SendingLimits,
  WhatsAppSettings,
  WhatsAppSettingsChange,
  WhatsAppSimulatorOptions,
} from './options.ts';
import { sampleTemplates } from './sample-templates.ts';

export type SettingsSnapshot = Omit<WhatsAppSettings, 'webhookUrl'> & {
  /** Null: what the options say. */
  webhookUrl: string | null;
};

const usualApp: MetaApp = {
  id: '634974688087057',
  name: 'Harbour Messaging',
  subscribedTo: 'all',
  scopes: ['whatsapp_business_management', 'whatsapp_business_messaging'],
  tokenExpiresAt: null,
};
const usualDelaysMs = { sent: 50, delivered: 150, read: 400 } as const;

/** The settings of the options, and what became of them while running. */
export function createSettings(options: WhatsAppSimulatorOptions) {
  const limitsFrom = (known: SendingLimits | false, change: Partial<SendingLimits> | false | undefined): SendingLimits | false =>
    change === undefined ? known : change && { ...(known || documentedLimits), ...change };
  const original = () => ({
    appSecret: options.appSecret,
    accessToken: options.accessToken,
    statusDelayMs: { ...usualDelaysMs, ...options.statusDelayMs },
    limits: limitsFrom(documentedLimits, options.limits),
    templates: options.templates ?? sampleTemplates,
    app: { ...usualApp, ...options.app },
    health: { canSend: 'AVAILABLE' } as NumberHealth,
  });
  let values = original();
  let webhookUrl: string | (() => string) | undefined;

  const address = (): string => {
    const given = webhookUrl ?? options.webhookUrl;
    return typeof given === 'string' ? given : given();
  };
  return {
    credentials: (): Pick<WhatsAppSettings, 'appSecret' | 'accessToken'> => ({
      appSecret: values.appSecret,
      accessToken: values.accessToken,
    }),
    token: () => ({ token: values.accessToken, appSecret: values.appSecret, expiresAt: values.app.tokenExpiresAt }),
    current: (): WhatsAppSettings => ({ ...values, webhookUrl: address() }),
    change({ webhookUrl: url, statusDelayMs, limits, app, ...rest }: WhatsAppSettingsChange): void {
      if (url !== undefined) webhookUrl = url;
      const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
      values = {
        ...values,
        ...given,
        statusDelayMs: { ...values.statusDelayMs, ...statusDelayMs },
        limits: limitsFrom(values.limits, limits),
        app: { ...values.app, ...app },
      };
    },
    reset(): void {
      values = original();
      webhookUrl = undefined;
    },
    /** An address that is asked for anew each time is kept as it is now. */
    snapshot: (): SettingsSnapshot => ({ ...values, webhookUrl: webhookUrl === undefined ? null : address() }),
    restore({ webhookUrl: url, ...rest }: SettingsSnapshot): void {
      values = rest;
      webhookUrl = url ?? undefined;
    },
  };
}

export type Settings = ReturnType<typeof createSettings>;
