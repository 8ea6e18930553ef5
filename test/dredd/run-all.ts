import { readFileSync } from 'node:fs';
import { startLive } from '../contract/live.ts';
import { startBench } from './bench.ts';
import { type DocumentReport, runDocument } from './run-document.ts';
import { consoleSubject } from './subjects/console.ts';
import { pipedriveSubject } from './subjects/pipedrive-api.ts';
import { providerSubject } from './subjects/provider.ts';
import { controlSubject } from './subjects/simulators.ts';
import { webhookSubject } from './subjects/webhooks.ts';
import { whatsAppSubject } from './subjects/whatsapp-cloud.ts';

/** Every documented answer that Dredd cannot bring about, with the reason. */
export function readNotExpressible(): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(new URL('not-expressible.json', import.meta.url), 'utf8')) as Record<string, string>;
}

/** Starts the provider and the simulators, runs Dredd on every document, and stops everything. `only` names the documents that are wanted. */
export async function runAll(only: readonly string[] = []): Promise<DocumentReport[]> {
  const listed = new Set(Object.keys(readNotExpressible()));
  const stops: (() => Promise<void>)[] = [];
  try {
    const bench = await startBench();
    stops.unshift(() => bench.stop());
    const live = await startLive();
    stops.unshift(() => live.stop());
    const control = await controlSubject(bench);
    stops.unshift(() => control.stop());
    const subjects = [
      providerSubject(bench),
      webhookSubject(bench),
      consoleSubject(bench, live.url),
      pipedriveSubject(bench),
      whatsAppSubject(bench),
      control,
    ];
    const reports: DocumentReport[] = [];
    for (const subject of subjects) {
      if (only.length === 0 || only.includes(subject.document)) reports.push(await runDocument(subject, listed));
    }
    return reports;
  } finally {
    for (const stop of stops) await stop();
  }
}
