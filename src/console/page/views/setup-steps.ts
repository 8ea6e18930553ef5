import { html, type TemplateResult } from 'lit-html';
import type { Answer } from '../shell/api.ts';

export type SetUp = Answer<'getSetUp'>;
export type Step = SetUp['steps'][number];
export type Report = Answer<'runDoctor'>;
export type Finding = Report['findings'][number];

/** What the doctor found that belongs to a step: its faults by their name, everything else by its check. */
export const findingsOf = (step: Step, report: Report | undefined): Finding[] =>
  (report?.findings ?? []).filter(({ fault, check }) => (fault === null ? step.checks.includes(check) : step.faults.includes(fault)));

type Mark = Step['state'] | 'warning';

/** The worse of what the step knows of itself and what the doctor found. */
export function markOf(step: Step, report: Report | undefined): Mark {
  const findings = findingsOf(step, report);
  if (step.state === 'wrong' || findings.some(({ status }) => status === 'failed')) return 'wrong';
  if (findings.some(({ status, fault }) => status === 'warning' && !isSaidAlready(step, fault))) return 'warning';
  return step.state;
}

/** What the line below a step's title says: what the doctor found wrong, where the step itself knows nothing of it. */
const foundOf = (step: Step, report: Report | undefined): string =>
  (step.state === 'wrong' ? undefined : findingsOf(step, report).find(({ status }) => status === 'failed')?.found) ?? step.found;

/** The doctor warns of what is simply still to be done. */
const isSaidAlready = ({ state }: Step, fault: string | null): boolean => state === 'todo' && fault === 'not-installed';

const WORDS: Readonly<Record<Mark, string>> = {
  done: 'done',
  todo: 'to do',
  wrong: 'wrong',
  unknown: 'not known yet',
  warning: 'look at it',
};

const PILLS: Readonly<Record<Mark, string>> = {
  done: 'pill-good',
  todo: '',
  wrong: 'pill-bad',
  unknown: 'pill-warn',
  warning: 'pill-warn',
};
export const markPill = (mark: Mark): TemplateResult => html`<span class="pill ${PILLS[mark]}">${WORDS[mark]}</span>`;

const DRAWINGS: Readonly<Record<Mark, string>> = {
  done: 'M6.500 12.500l3.700 3.700L17.500 8.500',
  todo: '',
  wrong: 'M8 8l8 8M16 8l-8 8',
  unknown: 'M9.500 9.500a2.500 2.500 0 1 1 3.600 2.200c-.8.500-1.100 1-1.100 2M12 16.800v.1',
  warning: 'M12 7v6M12 16.500v.1',
};

/** The steps, each with its mark; the one that is shown is the current one. */
export const checklist = (setUp: SetUp, report: Report | undefined, current: Step | undefined): TemplateResult => html`
  <ol class="steps">
    ${setUp.steps.map((step, index) => {
      const mark = markOf(step, report);
      return html`
        <li>
          <a class="step step-${mark}" href="#/setup/${step.id}" aria-current=${step === current ? 'step' : 'false'}>
            <svg class="step-mark" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="10.500" /><path d=${DRAWINGS[mark]} /></svg>
            <span class="step-words">
              <span class="step-title"><span class="step-number">${index + 1}</span>${step.title}</span>
              <span class="step-found">${foundOf(step, report)}</span>
            </span>
            <span class="sr-only">: ${WORDS[mark]}</span>
          </a>
        </li>
      `;
    })}
  </ol>
`;
