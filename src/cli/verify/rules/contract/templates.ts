import { NotRun, type Rule, type VerifyStage } from '../../rule.ts';
import { expectShape } from '../../scene.ts';
import { operationOf } from './sources.ts';

const source = operationOf('pipedrive-provider', 'getTemplates');

interface Template {
  id: string;
  name: string;
  content: string;
  language: string;
}

async function templatesOf(stage: VerifyStage): Promise<readonly Template[]> {
  const answer = await stage.provider.call('getTemplates');
  if (answer.status === 404) throw new NotRun('the channel offers no templates (404), as a channel without template support may');
  expectShape(stage, 'getTemplates', answer);
  return (answer.json as { data: { templates: Template[] } }).data.templates;
}

export const templateRules = [
  {
    name: 'templates/shape',
    level: 'contract',
    expects: 'getTemplates answers { success, data: { templates: [{ id, name, content, language }] } }.',
    source,
    async check(stage: VerifyStage) {
      await templatesOf(stage);
    },
  },
  {
    name: 'templates/can-be-picked',
    level: 'contract',
    expects: 'Every template has an id of its own, and a text that a salesperson can pick: the text is all that comes back.',
    source,
    async check(stage: VerifyStage) {
      const templates = await templatesOf(stage);
      if (templates.length === 0) throw new NotRun('the channel has no template');
      const doubled = templates.find(({ id }, index) => templates.findIndex((other) => other.id === id) !== index);
      stage.expect(doubled === undefined, `two templates have the id ${doubled?.id}`);
      const silent = templates.find(({ content }) => content.trim() === '');
      stage.expect(silent === undefined, `the template ${silent?.name} has no text`);
    },
  },
] satisfies readonly Rule[];
