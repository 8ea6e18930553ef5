import { readFileSync } from 'node:fs';
import { AppError } from '../../../src/errors.ts';
import { ANA } from '../../contract/stage.ts';
import { type Bench, CONSOLE_TOKEN, FILE } from '../bench.ts';
import { exampleAddress } from '../contract-document.ts';
import type { Ask, Preparation, Subject } from '../subject.ts';
import { channelOperations } from './channels.ts';
import { installingOperations } from './installing.ts';
import { lookInsideOperations } from './look-inside.ts';
import { operatorOperations } from './operator.ts';
import { playgroundOperations, replyForm } from './playground.ts';

/** The document that the example of getContract names. */
const CONTRACT = readFileSync(new URL('../../../openapi/console.yaml', import.meta.url), 'utf8');
/** As it was handed over by the bench. */
const FILE_TYPE = 'application/pdf';

/** The provider's own operations: health, metrics, manifest, media links, playground. */
export function consoleSubject(bench: Bench, outsideSandboxUrl: string): Subject {
  const { stage, ids, mediaLink, settle } = bench;
  const channels = channelOperations(stage, ids.sourceConversationId);
  const operator = operatorOperations(bench);
  const installing = installingOperations(bench);
  const lookInside = lookInsideOperations(bench);
  const playground = playgroundOperations(bench, outsideSandboxUrl);
  const broken =
    (fault: Error): Preparation =>
    (_operation, usual) => {
      stage.breakStore(fault);
      return usual;
    };
  const nobody = { phone: '15550000000', text: 'hi' };
  const tooLarge = (_operation: unknown, usual: Ask): Ask => ({ ...usual, body: JSON.stringify({ text: 'x'.repeat(1024 * 1024) }) });
  const asForm = (_operation: unknown, usual: Ask): Ask => ({
    ...usual,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'a=b',
  });

  const authorized = { Authorization: `Bearer ${CONSOLE_TOKEN}` };
  const asFormWithToken: Preparation = (_operation, usual) => ({
    ...usual,
    headers: { ...usual.headers, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'a=b',
  });

  return {
    document: 'console',
    url: stage.url,
    async settle() {
      stage.peers.pipedrive.configure({ owner: true });
      stage.peers.faults.clear();
      await settle();
    },
    async usual(operation) {
      if (installing.knows(operation.id)) return installing.usual(operation);
      if (channels.knows(operation.id)) return channels.usual(operation);
      if (operator.knows(operation.id)) return operator.usual(operation);
      if (lookInside.knows(operation.id)) return lookInside.usual(operation);
      if (playground.knows(operation.id)) return playground.usual(operation);
      if (operation.id === 'getMedia') return { path: mediaLink };
      if (['getMetrics', 'getSetUp', 'getAddresses'].includes(operation.id)) return { headers: authorized };
      // A day would close every window that the other transactions need.
      if (operation.id === 'advancePlaygroundClock') return { body: '{"by":"PT1S"}' };
      if (operation.id === 'runDoctor') return { headers: { ...authorized, 'Content-Type': 'application/json' } };
      if (operation.id === 'sendPlaygroundReply') return replyForm({ phone: ANA, text: 'hi' });
      return { path: exampleAddress(operation, { phone: ANA }) };
    },
    plan: {
      ...lookInside.plan,
      ...operator.plan,
      ...playground.plan,
      '* 200': (_operation, usual) => usual,
      '* 202': (_operation, usual) => usual,
      '* 204': (_operation, usual) => usual,
      'getMedia 200': (_operation, usual) => ({ ...usual, answer: FILE, type: FILE_TYPE }),
      'getMedia 206': (_operation, usual) => ({ ...usual, headers: { Range: 'bytes=0-8' }, answer: FILE.slice(0, 9), type: FILE_TYPE }),
      'getMedia 416': (_operation, usual) => ({ ...usual, headers: { Range: `bytes=${FILE.length}-` } }),
      'getMedia 400': (_operation, usual) => ({ path: usual.path?.split('?')[0] ?? '' }),
      'getMedia 404': (_operation, usual) => ({ path: usual.path?.replace(/signature=.*$/, 'signature=x') ?? '' }),
      'getIndex 200': (_operation, usual) => ({ ...usual, type: 'text/html; charset=utf-8' }),
      'getAsset 200': (_operation, usual) => ({ ...usual, type: 'text/javascript; charset=utf-8' }),
      '* 304': (_operation, usual) => ({ ...usual, headers: { 'If-None-Match': '*' } }),
      'getAsset 400': () => ({ path: `/assets/shell/${'x'.repeat(65)}` }),
      'getAsset 404': () => ({ path: '/assets/shell/nothing.ts' }),
      'getAvatar 400': () => ({ path: `/avatars/${'x'.repeat(129)}` }),
      'getAvatar 404': () => ({ path: '/avatars/nobody.png' }),
      'getMetrics 200': (_operation, usual) => ({ ...usual, type: 'text/plain; version=0.0.4; charset=utf-8' }),
      '* 401': (_operation, usual) => ({ ...usual, headers: { 'Content-Type': 'application/json' } }),
      'getMetrics 401': () => ({}),
      'getAddresses 401': () => ({}),
      ...installing.plan,
      'runDoctor 400': (_operation, usual) => ({ ...usual, body: '[]' }),
      'runDoctor 413': tooLarge,
      'runDoctor 415': asFormWithToken,
      ...channels.plan,
      'createChannel 413': tooLarge,
      'connectChannel 413': tooLarge,
      'createChannel 415': asFormWithToken,
      'connectChannel 415': asFormWithToken,
      'sendPlaygroundDelivery 400': (_operation, usual) => ({ ...usual, body: '[]' }),
      'sendPlaygroundDelivery 404': (_operation, usual) => ({ ...usual, url: outsideSandboxUrl }),
      'sendPlaygroundDelivery 413': tooLarge,
      'sendPlaygroundDelivery 415': asForm,
      'sendPlaygroundReply 400': () => replyForm({ text: 'hi' }),
      'sendPlaygroundReply 404': () => replyForm(nobody),
      'sendPlaygroundReply 413': () => replyForm({ phone: ANA, text: 'x'.repeat(65_537) }),
      'sendPlaygroundReply 415': asForm,
      'getContract 200': (_operation, usual) => ({ ...usual, answer: CONTRACT, type: 'application/yaml; charset=utf-8' }),
      'getContract 400': (operation) => ({ path: exampleAddress(operation, { fileName: 'x'.repeat(65) }) }),
      'getContract 404': (operation) => ({ path: exampleAddress(operation, { fileName: 'secrets.yaml' }) }),
      ...playgroundControls(outsideSandboxUrl, { tooLarge, asForm }),
      'getPlaygroundTemplates 404': (_operation, usual) => ({ ...usual, url: outsideSandboxUrl }),
      'getPlaygroundConversation 400': (operation) => ({ path: exampleAddress(operation, { phone: '1'.repeat(129) }) }),
      'getPlaygroundConversation 404': (operation) => ({ path: exampleAddress(operation, { phone: nobody.phone }) }),
      '* 500': broken(new TypeError('a fault that nobody foresaw')),
      '* 503': broken(new AppError('STORE_UNAVAILABLE')),
    },
  };
}

/** Time and trouble, and the clean slate. */
function playgroundControls(url: string, { tooLarge, asForm }: Record<'tooLarge' | 'asForm', Preparation>): Subject['plan'] {
  const outside: Preparation = (_operation, usual) => ({ ...usual, url });
  const longName: Preparation = (operation) => ({ path: exampleAddress(operation, { faultName: 'x'.repeat(65) }) });
  const withBody = ['advancePlaygroundClock', 'resetPlayground'];
  return {
    ...Object.fromEntries(
      [
        'getPlaygroundClock',
        'listPlaygroundFaults',
        'clearPlaygroundFaults',
        'setPlaygroundFault',
        'clearPlaygroundFault',
        ...withBody,
      ].map((id) => [`${id} 404`, outside]),
    ),
    'setPlaygroundFault 400': longName,
    'clearPlaygroundFault 400': longName,
    ...Object.fromEntries(
      withBody.flatMap((id): [string, Preparation][] => [
        [`${id} 400`, (_operation, usual) => ({ ...usual, body: '{}' })],
        [`${id} 413`, tooLarge],
        [`${id} 415`, asForm],
      ]),
    ),
  };
}
