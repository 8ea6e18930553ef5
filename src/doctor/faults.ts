/** What to do about a fault of the set-up, in words for the person who sets it up. `warning`: it works today. */
interface Fault {
  status: 'failed' | 'warning';
  remedy: string;
}

/** Every fault that `doctor` names. The set-up guide and the tests are compared with this table. */
export const faults = {
  'public-url-not-https': {
    status: 'failed',
    remedy:
      'Meta and Pipedrive call https addresses only. Put a reverse proxy with a certificate in front, and set PUBLIC_URL to its https address.',
  },
  'public-url-unresolved': {
    status: 'failed',
    remedy:
      "The host name in PUBLIC_URL is not known to the name server. Correct PUBLIC_URL, or add the name to your domain's DNS records.",
  },
  'public-url-unreachable': {
    status: 'failed',
    remedy: 'Nobody answers at PUBLIC_URL. Start the provider, and check the port, the firewall and where the reverse proxy forwards to.',
  },
  'public-url-certificate': {
    status: 'failed',
    remedy:
      'The certificate at PUBLIC_URL would not be accepted by Meta. Use one of a public authority for exactly that host name, with its chain, and renew it in time.',
  },
  'public-url-elsewhere': {
    status: 'failed',
    remedy:
      'Something else answers at PUBLIC_URL, or this provider with other keys or behind a path that is cut off. Let the proxy forward every path unchanged, and let all processes share one ENCRYPTION_KEY.',
  },
  'head-refused': {
    status: 'failed',
    remedy:
      'Pipedrive asks with HEAD whether a file is still there, and takes every refusal for an expired link. Let the proxy pass HEAD on like GET.',
  },
  'verify-token-differs': {
    status: 'failed',
    remedy:
      'The running provider expects another verify token than this configuration holds. Restart it with this WHATSAPP_VERIFY_TOKEN, and enter the same text in the Meta app.',
  },
  'webhook-blocked': {
    status: 'failed',
    remedy:
      'A proxy or firewall answers the webhook in the place of the provider. Let /webhooks/whatsapp pass without a login, a challenge page or a filter.',
  },
  'signature-differs': {
    status: 'failed',
    remedy:
      'A rightly signed delivery was refused: the running provider has another WHATSAPP_APP_SECRET, or a proxy changes the body on its way. Restart it with this secret; let the proxy pass the bytes on as they are.',
  },
  'signature-not-checked': {
    status: 'failed',
    remedy:
      'A delivery without a signature was taken. Whatever answers at PUBLIC_URL is not this provider: everybody could write messages into it.',
  },
  'app-secret-wrong': {
    status: 'failed',
    remedy:
      'Meta says that WHATSAPP_APP_SECRET is not the secret of the app that the access token was made for. Copy it anew: App settings, Basic, App secret.',
  },
  'webhook-address-differs': {
    status: 'failed',
    remedy:
      "Meta sends this number's webhooks to another address. Enter the provider's in the Meta app (WhatsApp, Configuration, Callback URL), or end the override of the account or number.",
  },
  'not-subscribed': {
    status: 'failed',
    remedy:
      'The app is not subscribed to the business account, so that real messages never come although the test button works. Subscribe it: POST /<business account id>/subscribed_apps with the access token.',
  },
  'whatsapp-unreachable': {
    status: 'failed',
    remedy: 'The Graph API does not answer. Check the way out of this machine, and WHATSAPP_API_URL.',
  },
  'token-refused': {
    status: 'failed',
    remedy:
      'WhatsApp refuses the access token. Make a new one for a system user (Business settings, Users, System users) and enter it for this channel.',
  },
  'token-ends-soon': {
    status: 'warning',
    remedy: 'The access token ends within two weeks; nothing can be sent from then on. Make one for a system user that never expires.',
  },
  'number-unknown': {
    status: 'failed',
    remedy:
      'The token does not see this phone number id. Take the id (not the number) from WhatsApp Manager, and give the system user access to its business account.',
  },
  'number-of-another-account': {
    status: 'failed',
    remedy:
      'The phone number belongs to another business account than the one entered. Take the id of its WhatsApp Business Account from WhatsApp Manager.',
  },
  'number-blocked': {
    status: 'failed',
    remedy: 'WhatsApp lets this number send nothing. What it says is above; settle it in WhatsApp Manager.',
  },
  'number-limited': {
    status: 'warning',
    remedy: 'WhatsApp lets this number send with limits. What it says is above; look at its quality and display name in WhatsApp Manager.',
  },
  'templates-forbidden': {
    status: 'failed',
    remedy:
      'The token may not manage templates. Make it anew with the permission whatsapp_business_management, for a system user with access to this business account.',
  },
  'sending-forbidden': {
    status: 'failed',
    remedy: 'The token may not send. Make it anew with the permission whatsapp_business_messaging.',
  },
  'clock-skewed': {
    status: 'failed',
    remedy: 'Signed links, reply windows and tokens go by the clock. Let this machine set its clock by NTP (timedatectl set-ntp true).',
  },
  'pipedrive-unreachable': {
    status: 'failed',
    remedy: 'Pipedrive does not answer. Check the way out of this machine, and PIPEDRIVE_OAUTH_URL.',
  },
  'client-refused': {
    status: 'failed',
    remedy:
      'Pipedrive does not know this pair. Copy PIPEDRIVE_CLIENT_ID and PIPEDRIVE_CLIENT_SECRET from the Developer Hub: your app, OAuth and access scopes.',
  },
  'not-installed': {
    status: 'warning',
    remedy:
      'No company has installed the app, so that nothing reaches an inbox. Open the install address above as an admin of the company.',
  },
  'installation-paused': {
    status: 'failed',
    remedy: 'Pipedrive no longer accepts this connection. Its user has to install the app again at the install address.',
  },
  'plan-ended': {
    status: 'failed',
    remedy: "The company's Pipedrive plan or trial has ended. Messages wait until it is renewed.",
  },
  'scope-missing': {
    status: 'failed',
    remedy:
      'The connection lacks the scope messengers-integration. Tick it in the Developer Hub, then let the user install again: old tokens keep old scopes.',
  },
  'nobody-is-admin': {
    status: 'warning',
    remedy: 'Only an admin of the company can register channels. Let one install the app as well.',
  },
  'connection-ages': {
    status: 'warning',
    remedy:
      'The connection was not refreshed for 50 days and dies after 60. Let the provider run: it refreshes by itself; if it does run, read its log.',
  },
  'manifest-not-served': {
    status: 'failed',
    remedy: 'The manifest at PUBLIC_URL is not the one of this configuration. Restart the provider with this PUBLIC_URL.',
  },
  'manifest-unreadable': {
    status: 'failed',
    remedy: 'Name the JSON file that was uploaded in the Developer Hub: npm run doctor -- --manifest FILE',
  },
  'manifest-differs': {
    status: 'failed',
    remedy:
      'Pipedrive calls the addresses of the uploaded manifest. Download /manifest.json and upload it in the Developer Hub: your app, App extensions, Messaging.',
  },
} as const satisfies Readonly<Record<string, Fault>>;

export type FaultName = keyof typeof faults;
