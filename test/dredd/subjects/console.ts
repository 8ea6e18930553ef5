import { AppError } from '../../../src/errors.ts';
import { consented, createBrowser } from '../../contract/browser.ts';
import { ANA } from '../../contract/stage.ts';
import { type Bench, CONSOLE_TOKEN, FILE } from '../bench.ts';
import { type DocumentedOperation, exampleAddress, exampleBody } from '../contract-document.ts';
import type { Ask, Preparation, Subject } from '../subject.ts';

/** As it was handed over by the bench. */
const FILE_TYPE = 'application/pdf';
const JSON_TYPE = { 'Content-Type': 'application/json' };
const PAGE_TYPE = 'text/html; charset=utf-8';
const CONSOLE = { Authorization: `Bearer ${CONSOLE_TOKEN}` };
/** Who installs here: the simulated inbox forgets what belongs to a user whose installation is revoked. */
const NINA = { companyId: 12345678, userId: 34567890 };

/** The provider's own operations: health, metrics, manifest, media links, playground. */
export function consoleSubject({ stage, mediaLink, basic, settle }: Bench, outsideSandboxUrl: string): Subject {
  const { pipedrive } = stage.peers;
  pipedrive.putUser(NINA.companyId, NINA.userId, { name: 'Nina' });
  const wayBack = async (): Promise<Ask> => {
    const browser = createBrowser(stage);
    const { pathname, search } = new URL(await consented(stage, browser, NINA));
    return { path: `${pathname}${search}`, headers: { Cookie: browser.cookie ?? '' }, type: PAGE_TYPE };
  };
  const install = async (): Promise<string> => {
    const browser = createBrowser(stage);
    await browser.open(await consented(stage, browser, NINA));
    return (await stage.app.store.installationByUser(NINA))?.id ?? '';
  };
  const notice = (operation: DocumentedOperation): string => {
    const example = JSON.parse(exampleBody(operation)?.bytes.toString('utf8') ?? '{}') as object;
    return JSON.stringify({ ...example, ...(operation.id === 'uninstall' ? { client_id: stage.config.pipedrive.clientId } : {}) });
  };
  const withoutCredentials: Preparation = (_operation, usual) => ({ ...usual, headers: JSON_TYPE });
  const asFormFromPipedrive: Preparation = (_operation, usual) => ({
    ...usual,
    headers: { Authorization: basic, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'a=b',
  });
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

  return {
    document: 'console',
    url: stage.url,
    settle,
    async usual(operation) {
      if (operation.id === 'startInstallation') return {};
      if (operation.id === 'completeInstallation') return wayBack();
      if (operation.id === 'uninstall' || operation.id === 'shareInstallation')
        return { headers: { ...JSON_TYPE, Authorization: basic }, body: notice(operation) };
      if (operation.id === 'listInstallations') return { headers: CONSOLE };
      if (operation.id === 'revokeInstallation')
        return { path: exampleAddress(operation, { installationId: await install() }), headers: CONSOLE };
      if (operation.id === 'getMedia') return { path: mediaLink };
      if (operation.id === 'getMetrics') return { headers: CONSOLE };
      if (operation.id === 'sendPlaygroundReply') return { headers: JSON_TYPE, body: JSON.stringify({ phone: ANA, text: 'hi' }) };
      return { path: exampleAddress(operation, { phone: ANA }) };
    },
    plan: {
      '* 200': (_operation, usual) => usual,
      'getMedia 200': (_operation, usual) => ({ ...usual, answer: FILE, type: FILE_TYPE }),
      'getMedia 206': (_operation, usual) => ({ ...usual, headers: { Range: 'bytes=0-8' }, answer: FILE.slice(0, 9), type: FILE_TYPE }),
      'getMedia 416': (_operation, usual) => ({ ...usual, headers: { Range: `bytes=${FILE.length}-` } }),
      'getMedia 400': (_operation, usual) => ({ path: usual.path?.split('?')[0] ?? '' }),
      'getMedia 404': (_operation, usual) => ({ path: usual.path?.replace(/signature=.*$/, 'signature=x') ?? '' }),
      'getMetrics 200': (_operation, usual) => ({ ...usual, type: 'text/plain; version=0.0.4; charset=utf-8' }),
      'getMetrics 401': () => ({}),
      'startInstallation 302': (_operation, usual) => usual,
      'completeInstallation 302': () => ({ path: '/auth/pipedrive/callback?code=abc' }),
      'completeInstallation 400': () => ({ path: '/auth/pipedrive/callback?code=abc&state=x', type: PAGE_TYPE }),
      'completeInstallation 502'(_operation, usual) {
        pipedrive.faults.failNext('requestToken', { status: 503, code: undefined });
        return usual;
      },
      'uninstall 400': (_operation, usual) => ({ ...usual, body: '{}' }),
      'uninstall 401': withoutCredentials,
      'uninstall 413': tooLarge,
      'uninstall 415': asFormFromPipedrive,
      'shareInstallation 400': (_operation, usual) => ({ ...usual, body: '{}' }),
      'shareInstallation 401': withoutCredentials,
      'shareInstallation 413': tooLarge,
      'shareInstallation 415': asFormFromPipedrive,
      'listInstallations 401': () => ({}),
      'revokeInstallation 400': (operation, usual) => ({ ...usual, path: exampleAddress(operation, { installationId: 'i'.repeat(129) }) }),
      'revokeInstallation 401': (operation) => ({ path: exampleAddress(operation) }),
      'revokeInstallation 404': (operation, usual) => ({ ...usual, path: exampleAddress(operation) }),
      'revokeInstallation 502'(_operation, usual) {
        pipedrive.faults.failNext('revokeToken', { status: 503, code: undefined });
        return usual;
      },
      'sendPlaygroundDelivery 400': (_operation, usual) => ({ ...usual, body: '[]' }),
      'sendPlaygroundDelivery 404': (_operation, usual) => ({ ...usual, url: outsideSandboxUrl }),
      'sendPlaygroundDelivery 413': tooLarge,
      'sendPlaygroundDelivery 415': asForm,
      'sendPlaygroundReply 400': (_operation, usual) => ({ ...usual, body: '{}' }),
      'sendPlaygroundReply 404': (_operation, usual) => ({ ...usual, body: JSON.stringify(nobody) }),
      'sendPlaygroundReply 413': tooLarge,
      'sendPlaygroundReply 415': asForm,
      'getPlaygroundConversation 400': (operation) => ({ path: exampleAddress(operation, { phone: '1'.repeat(129) }) }),
      'getPlaygroundConversation 404': (operation) => ({ path: exampleAddress(operation, { phone: nobody.phone }) }),
      '* 500': broken(new TypeError('a fault that nobody foresaw')),
      '* 503': broken(new AppError('STORE_UNAVAILABLE')),
    },
  };
}
