import { messageRefOf } from '../../../src/store/ids.ts';
import { buryOne, quarantineOne } from '../../contract/set-aside.ts';
import { ANA } from '../../contract/stage.ts';
import { type Bench, CONSOLE_TOKEN } from '../bench.ts';
import { exampleAddress } from '../contract-document.ts';
import type { Ask, Preparation } from '../subject.ts';

const AUTHORIZED = { Authorization: `Bearer ${CONSOLE_TOKEN}` };
const COMPANY = 7004;
/** Whom Dredd erases: not the one whom the other operations need. */
const somebody = { from: '15551230009', name: 'Somebody' };

/** The operator's operations of the console: each request works on something that was made for it. */
export function operatorOperations({ stage }: Bench) {
  let companyUsers = 0;
  const senderId = async (): Promise<string> => {
    await stage.write('hello', somebody);
    const address = `/console/channels/${stage.channelId}/senders?phone=${somebody.from}`;
    return (await stage.call(address, { auth: AUTHORIZED.Authorization })).json.senderId;
  };
  const installationId = (ended: boolean): Promise<string> =>
    stage.app.store.transaction(async (tx) => {
      const user = { companyId: COMPANY, userId: ++companyUsers, companyName: 'Harbour', userName: 'Ana', isAdmin: true };
      const grant = { accessToken: 'a', refreshToken: 'r', accessExpiresAt: 0, apiDomain: 'https://harbour.pipedrive.com', scopes: [] };
      const id = await tx.saveInstallation(user, grant, 0);
      const at = stage.clock.now();
      if (ended) await tx.endInstallation(id, { at, eraseAt: at + 86_400_000, note: 'uninstalled' });
      return id;
    });
  const erasureId = async (): Promise<string> => {
    const address = `/console/channels/${stage.channelId}/senders/${await senderId()}`;
    return (await stage.call(address, { auth: AUTHORIZED.Authorization, method: 'DELETE' })).json.id;
  };
  let bodies = 0;
  const item = async () => ({ itemId: String(await quarantineOne(stage, `item ${bodies++}`)) });
  const letter = async () => ({ deadLetterId: String(await buryOne(stage)) });
  const channelId = stage.channelId;
  /** What stands in the place of the documented ids. */
  const places: Readonly<Record<string, () => Promise<Record<string, string>>>> = {
    listQuarantine: async () => ({}),
    replayQuarantine: async () => ({}),
    getQuarantinedItem: item,
    dismissQuarantinedItem: item,
    replayQuarantinedItem: item,
    listDeadLetters: async () => ({}),
    dismissDeadLetter: letter,
    replayDeadLetter: letter,
    replayDeadLettersOfChannel: async () => ({ channelId }),
    findSender: async () => ({ channelId }),
    eraseSender: async () => ({ channelId, senderId: await senderId() }),
    getErasure: async () => ({ erasureId: await erasureId() }),
    eraseInstallation: async () => ({ installationId: await installationId(true) }),
  };
  const JSON_TYPE = { 'Content-Type': 'application/json' };
  const nobody: Preparation = (operation, usual) => {
    const instead = {
      itemId: '999999',
      deadLetterId: '999999',
      senderId: 'pt_nobody',
      erasureId: 'er_nobody',
      installationId: 'in_nobody',
    };
    return { ...usual, path: exampleAddress(operation, { channelId: 'ch_5mTqv0c2Zq1W8yKpR3xNdA', ...instead }) + search(operation.id) };
  };
  const search = (operationId: string): string => (operationId === 'findSender' ? `?phone=${ANA}` : '');
  const query =
    (text: string): Preparation =>
    (_operation, usual) => ({ ...usual, path: `${usual.path?.split('?')[0]}?${text}` });
  const ids = Object.keys(places);
  const forEach = (status: number, operations: readonly string[], preparation: Preparation) =>
    Object.fromEntries(operations.map((id): [string, Preparation] => [`${id} ${status}`, preparation]));
  const withItem = ids.filter((id) => id.endsWith('QuarantinedItem'));
  const withLetter = ['dismissDeadLetter', 'replayDeadLetter'];

  return {
    knows: (operationId: string): boolean => operationId in places,
    async usual(operation: Parameters<Preparation>[0]): Promise<Ask> {
      const instead = await places[operation.id]?.();
      const path = exampleAddress(operation, instead) + search(operation.id);
      if (operation.id !== 'eraseInstallation') return { path, headers: AUTHORIZED };
      return { path, headers: { ...AUTHORIZED, ...JSON_TYPE }, body: JSON.stringify({ companyId: COMPANY }) };
    },
    plan: {
      ...forEach(401, ids, (_operation, usual) => ({ ...usual, headers: { ...usual.headers, Authorization: 'Bearer x' } })),
      ...forEach(
        404,
        [...withItem, ...withLetter, 'replayDeadLettersOfChannel', 'findSender', 'eraseSender', 'getErasure', 'eraseInstallation'],
        nobody,
      ),
      ...forEach(400, ['listQuarantine', 'replayQuarantine', 'listDeadLetters', 'replayDeadLettersOfChannel'], query('after=x')),
      ...forEach(400, ['findSender'], query('phone=1&userId=1')),
      ...forEach(400, withItem, (operation, usual) => ({ ...usual, path: exampleAddress(operation, { itemId: 'x' }) })),
      ...forEach(400, withLetter, (operation, usual) => ({ ...usual, path: exampleAddress(operation, { deadLetterId: 'x' }) })),
      ...forEach(400, ['eraseSender'], (operation, usual) => ({
        ...usual,
        path: exampleAddress(operation, { senderId: 's'.repeat(129) }),
      })),
      ...forEach(400, ['getErasure'], (operation, usual) => ({
        ...usual,
        path: exampleAddress(operation, { erasureId: 'e'.repeat(129) }),
      })),
      'eraseInstallation 400': (_operation, usual) => ({ ...usual, body: '{}' }),
      'eraseInstallation 409': async (operation, usual) => ({
        ...usual,
        path: exampleAddress(operation, { installationId: await installationId(false) }),
      }),
      'eraseInstallation 413': (_operation, usual) => ({ ...usual, body: JSON.stringify({ text: 'x'.repeat(1024 * 1024) }) }),
      'eraseInstallation 415': (_operation, usual) => ({
        ...usual,
        headers: { ...AUTHORIZED, 'Content-Type': 'application/x-www-form-urlencoded' },
        body: 'a=b',
      }),
      'replayDeadLetter 409': async (operation, usual) => {
        const sent = await stage.peers.pipedrive.typeReply({
          channelId,
          conversationId: await conversationId(),
          text: `answer ${bodies++}`,
          files: [],
        });
        const messageId = JSON.parse(sent.body).data.id as string;
        await makeUnknown(messageId);
        const deadLetterId = String(await buryOne(stage, { messageId, destination: 'whatsapp' }));
        return { ...usual, path: exampleAddress(operation, { deadLetterId }) };
      },
    } satisfies Record<string, Preparation>,
  };

  async function conversationId(): Promise<string> {
    return (await stage.conversations())[0]?.id ?? '';
  }
  async function makeUnknown(messageId: string): Promise<void> {
    const ref = messageRefOf(messageId);
    if (!ref) throw new Error('no message');
    const change = { state: 'unknown', wamid: null, rank: 0, failure: null } as const;
    await stage.app.store.transaction(async (tx) => tx.updateSend(stage.app.channel.id, { ...ref, part: 0 }, change));
  }
}
