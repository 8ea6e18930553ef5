import { startChild } from './child.ts';
import { aimed, figure, ms, printTable, verdict, whole } from './report.ts';
import type { CallJob, CallResult, LoadReady } from './simulators-load.ts';
import { accessToken, channelId, number, pipedriveToken, type SimulatorsReady } from './simulators-server.ts';

/** What a provider under load may ask of the simulators without being held up by them. */
const AIM_PER_SECOND = 1000;

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** The simulators' pace, each kind of call by itself: they must never be what limits a load test of a provider. */
export async function measureSimulators({ seconds }: { seconds: number }): Promise<void> {
  const load = await startChild<LoadReady>('simulators-load.ts', {});
  const simulators = await startChild<SimulatorsReady>('simulators-server.ts', {});
  const { whatsappUrl, pipedriveUrl } = simulators.ready;
  const phones = Array.from({ length: 100 }, (_, index) => `1555010${String(index).padStart(4, '0')}`);
  await simulators.ask('webhooksGoTo', load.ready.sinkUrl);
  await simulators.ask('customersWrite', phones);

  const whatsapp = {
    url: whatsappUrl,
    headers: { ...JSON_TYPE, Authorization: `Bearer ${accessToken}` },
    phones,
    connections: 20,
    seconds,
  };
  const pipedrive = {
    url: pipedriveUrl,
    headers: { ...JSON_TYPE, Authorization: `Bearer ${pipedriveToken}` },
    phones,
    connections: 20,
    seconds,
  };
  const jobs: Record<string, CallJob> = {
    'sendMessage, with its three status webhooks': {
      ...whatsapp,
      method: 'POST',
      path: `/v26.0/${number.id}/messages`,
      body: JSON.stringify({ messaging_product: 'whatsapp', to: '{phone}', type: 'text', text: { body: 'answer {n}' } }),
    },
    listTemplates: { ...whatsapp, method: 'GET', path: `/v26.0/${number.businessAccountId}/message_templates` },
    'receiveMessage, 100 conversations': { ...pipedrive, method: 'POST', path: '/v1/channels/messages/receive', body: receiveBody() },
  };
  const rows: string[][] = [];
  const aim = (perSecond: number) => aimed(perSecond >= AIM_PER_SECOND, 'at least 1,000/s');
  for (const [name, job] of Object.entries(jobs)) {
    const { perSecond, refused, p50, p99, webhooks } = await load.ask<CallResult>('run', job);
    rows.push([
      name,
      `${whole(perSecond)}/s`,
      ms(p50),
      ms(p99),
      whole(webhooks),
      whole(refused),
      verdict(perSecond >= AIM_PER_SECOND, '≥ 1,000/s'),
    ]);
    if (job.path.endsWith('/messages')) {
      const measured = `${whole(perSecond)}/s and ${whole(webhooks / seconds)} webhooks/s`;
      figure('simulated WhatsApp: sends, each with three signed status webhooks', measured, aim(perSecond));
    }
    if (job.path.endsWith('/receive')) figure('simulated Pipedrive: messages received', `${whole(perSecond)}/s`, aim(perSecond));
  }
  await simulators.stop();
  await load.stop();
  printTable('9 Simulators, 20 connections', ['call', 'answered', 'p50', 'p99', 'webhooks', 'refused', 'aim'], rows, [
    'Simulators in one process, callers and webhook listener in another, both on the same cores.',
  ]);
}

function receiveBody(): string {
  return JSON.stringify({
    id: 'ms_{n}',
    channel_id: channelId,
    sender_id: 'pa_{phone}',
    conversation_id: 'cv_{phone}',
    message: 'hello {n}',
    status: 'sent',
    created_at: '2026-11-20T09:00:00.000Z',
    attachments: [],
  });
}
