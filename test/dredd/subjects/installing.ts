import { consented, createBrowser } from '../../contract/browser.ts';
import { type Bench, CONSOLE_TOKEN } from '../bench.ts';
import { type DocumentedOperation, exampleAddress, exampleBody } from '../contract-document.ts';
import type { Ask, Preparation, Subject } from '../subject.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const PAGE_TYPE = 'text/html; charset=utf-8';
const AUTHORIZED = { Authorization: `Bearer ${CONSOLE_TOKEN}` };
const IDS = ['startInstallation', 'completeInstallation', 'uninstall', 'shareInstallation', 'listInstallations', 'revokeInstallation'];
/** Who installs here: the simulated inbox forgets what belongs to a user whose installation is revoked. */
const NINA = { companyId: 12345678, userId: 34567890 };

/** Installing, sharing and leaving, as a browser, Pipedrive and the operator do it. */
export function installingOperations({ stage, basic }: Bench) {
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
  const asForm: Preparation = (_operation, usual) => ({
    ...usual,
    headers: { Authorization: basic, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'a=b',
  });
  const tooLarge: Preparation = (_operation, usual) => ({ ...usual, body: JSON.stringify({ text: 'x'.repeat(1024 * 1024) }) });

  return {
    knows: (operationId: string): boolean => IDS.includes(operationId),
    async usual(operation: DocumentedOperation): Promise<Ask> {
      switch (operation.id) {
        case 'startInstallation':
          return {};
        case 'completeInstallation':
          return wayBack();
        case 'listInstallations':
          return { headers: AUTHORIZED };
        case 'revokeInstallation':
          return { path: exampleAddress(operation, { installationId: await install() }), headers: AUTHORIZED };
        default:
          return { headers: { ...JSON_TYPE, Authorization: basic }, body: notice(operation) };
      }
    },
    plan: {
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
      'uninstall 415': asForm,
      'shareInstallation 400': (_operation, usual) => ({ ...usual, body: '{}' }),
      'shareInstallation 401': withoutCredentials,
      'shareInstallation 413': tooLarge,
      'shareInstallation 415': asForm,
      'listInstallations 401': () => ({}),
      'revokeInstallation 400': (operation, usual) => ({ ...usual, path: exampleAddress(operation, { installationId: 'i'.repeat(129) }) }),
      'revokeInstallation 401': (operation) => ({ path: exampleAddress(operation) }),
      'revokeInstallation 404': (operation, usual) => ({ ...usual, path: exampleAddress(operation) }),
      'revokeInstallation 502'(_operation, usual) {
        pipedrive.faults.failNext('revokeToken', { status: 503, code: undefined });
        return usual;
      },
    } satisfies Subject['plan'],
  };
}
