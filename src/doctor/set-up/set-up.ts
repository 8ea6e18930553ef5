import type { ChannelDraft, SetUp, SetUpStepId } from '../../domain/set-up.ts';
import { gatherFacts, type SetUpFacts, type SetUpParts } from './facts.ts';
import { stepTable } from './step-table.ts';

/** How far the set-up is, from the configuration, the store and who called so far. Asks nobody: that is the doctor's. */
export async function readSetUp(parts: SetUpParts): Promise<SetUp> {
  const facts = await gatherFacts(parts);
  const rows = Object.entries(stepTable) as [SetUpStepId, (typeof stepTable)[SetUpStepId]][];
  return {
    steps: rows.map(([id, { title, judge, values, checks, faults }]) => ({
      ...{ id, title, checks, faults },
      ...judge(facts),
      values: values(facts),
    })),
    draft: draftOf(facts),
    installations: facts.installations.flatMap(({ id, companyName, userName, isAdmin, state }) =>
      state === 'uninstalled' ? [] : [{ id, companyName, userName, isAdmin, state }],
    ),
  };
}

/** The number of the settings if no channel has it, in the sandbox another one of the simulated WhatsApp. */
function draftOf({ config, channels, numbers, installations }: SetUpFacts): ChannelDraft {
  const { phoneNumberId, businessAccountId } = config.whatsapp;
  const free = [{ id: phoneNumberId, businessAccountId }, ...numbers].find(({ id }) => !channels.some((one) => one.phoneNumberId === id));
  const best =
    installations.find(({ state, isAdmin }) => state === 'active' && isAdmin) ?? installations.find(({ state }) => state === 'active');
  return {
    name: channels.length === 0 ? 'WhatsApp' : `WhatsApp ${channels.length + 1}`,
    phoneNumberId: free?.id ?? '',
    businessAccountId: free?.businessAccountId ?? businessAccountId,
    installationId: best?.id ?? null,
  };
}
