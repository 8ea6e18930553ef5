import type { SimulatorAddresses, Simulators } from '../../../mocks/simulators.ts';

/** Addresses, credentials, and the next five things to try; the commands work as they stand. */
export function welcome(simulators: Simulators, { whatsappUrl, pipedriveUrl, controlUrl }: SimulatorAddresses): string {
  const { credentials, phoneNumbers, clock, whatsapp, pipedrive } = simulators;
  const number = phoneNumbers[0]?.id ?? '';
  const webhook = whatsapp.settings().webhookUrl;
  return `
Simulators of WhatsApp and Pipedrive. Point a provider at the two base URLs:

  WhatsApp Cloud API   ${whatsappUrl}   phone number id ${number}
  Pipedrive            ${pipedriveUrl}   API and OAuth host
  control API          ${controlUrl}   openapi/simulators.yaml

  app secret           ${credentials.appSecret}
  verify token         ${credentials.verifyToken}
  WhatsApp token       ${credentials.whatsappAccessToken}
  client id, secret    ${credentials.clientId} ${credentials.clientSecret}
  Pipedrive token      ${credentials.pipedriveAccessToken}
  webhooks go to       ${webhook || 'nowhere yet: --webhook, or PATCH /settings'}
  the inbox calls      ${pipedrive.settings().providerUrl || 'no provider yet: --provider, or PATCH /settings'}
  time                 ${new Date(clock.now()).toISOString()}${clock.running ? '' : ', standing still'}

Try in a second terminal:
${commands(number, credentials.whatsappAccessToken, webhook !== '', { whatsappUrl, controlUrl })
  .map((command) => `  ${command}`)
  .join('\n')}

Ctrl-C stops it.
`;
}

function commands(
  number: string,
  token: string,
  hasWebhook: boolean,
  { whatsappUrl, controlUrl }: Pick<SimulatorAddresses, 'whatsappUrl' | 'controlUrl'>,
): string[] {
  const send = { messaging_product: 'whatsapp', to: '15551230001', type: 'text', text: { body: 'hi' } };
  return [
    ...(hasWebhook
      ? [`curl -s --json '{"from":"15551230001","text":"hello"}' ${controlUrl}/customers/messages`]
      : [`curl -s -X PUT --json '{"name":"Ana Pereira"}' ${controlUrl}/people/15551230001`]),
    `curl -s --json '${JSON.stringify(send)}' -H 'Authorization: Bearer ${token}' ${whatsappUrl}/v26.0/${number}/messages`,
    `curl -s --json '{"by":"P1D"}' ${controlUrl}/clock/advance`,
    `curl -s ${controlUrl}/phones/15551230001`,
    `curl -s ${controlUrl}/transcript.txt`,
  ];
}
