import { AppError } from '../errors.ts';
import type { TemplateMessage } from '../store/records.ts';
import type { ApprovedTemplate, FileKind } from './template-recognition/approved-template.ts';
import { messageOf, type Reading } from './template-recognition/recognise.ts';
import type { Recognised, TemplateIndex } from './template-recognition/template-index.ts';

/** What a salesperson wants to send, and when. */
export interface Wish {
  text: string;
  /** What each of its files is. */
  files: readonly FileKind[];
  /** When the window closes, UTC milliseconds; undefined when there is none open or ever was. */
  windowEnd: number | undefined;
  now: number;
}

/** How many templates a refusal names. */
const MOST_NAMED = 5;

/**
 * Decides whether a text goes out as it stands (null) or as an approved template. Throws INVALID_REQUEST, with what to do, for what WhatsApp would refuse and for what
 * would take too long to compare, and what `catalogue` throws when it cannot be decided without.
 *
 * Outside the window only a template can be sent: the one the text is, whole or without what the template adds by itself. Inside it free text is allowed and costs no
 * template, so a text goes out as a template only when it shows what no text carries: the lines of the template's buttons, or of the file in its header.
 * A variable left unfilled is refused at any time.
 */
export async function chooseTemplate(wish: Wish, catalogue: () => Promise<TemplateIndex>): Promise<TemplateMessage | null> {
  return isOpen(wish) ? chooseInside(wish, catalogue) : chooseOutside(wish, catalogue);
}

const isOpen = ({ windowEnd, now }: Wish): boolean => windowEnd !== undefined && now < windowEnd;

async function chooseInside(wish: Wish, catalogue: () => Promise<TemplateIndex>): Promise<TemplateMessage | null> {
  // Only lines in brackets and braces can make a difference here: everything else needs no catalogue.
  if (!/^\s*\[|\{\{/m.test(wish.text)) return null;
  let templates: TemplateIndex;
  try {
    templates = await catalogue();
  } catch (error) {
    if (error instanceof AppError && error.code === 'VENDOR_UNAVAILABLE') return null;
    throw error;
  }
  const recognised = templates.recognise(wish.text, wish.files);
  if (recognised.kind === 'undecided') throw refuseUndecided();
  const readings = readingsOf(recognised);
  const [first] = readings;
  if (first?.unfilled && recognised.kind === 'problem') throw refuseProblem(first);
  if (!readings.some(({ variant }) => variant.showsMore)) return null;
  return templateOf(recognised);
}

async function chooseOutside(wish: Wish, catalogue: () => Promise<TemplateIndex>): Promise<TemplateMessage> {
  const closed = closedSince(wish.windowEnd);
  if (wish.text.trim() === '')
    throw new AppError('INVALID_REQUEST', `${closed} A file alone cannot be sent now. Send an approved template.`);
  const templates = await catalogue();
  const template = templateOf(templates.recognise(wish.text, wish.files));
  if (template) return template;
  const nearest = templates.nearest(wish.text, MOST_NAMED);
  const advice =
    nearest.length === 0
      ? 'This account has no template that could be sent from here.'
      : `Choose one and fill in its variables; nearest to your words: ${nearest.map(titleOf).join(', ')}.`;
  throw new AppError('INVALID_REQUEST', `${closed} Only an approved template can be sent now. ${advice}`);
}

function templateOf(recognised: Recognised): TemplateMessage | null {
  switch (recognised.kind) {
    case 'none':
      return null;
    case 'undecided':
      throw refuseUndecided();
    case 'sure':
      return messageOf(recognised.reading);
    case 'several':
      throw refuseSeveral(recognised.readings);
    case 'problem':
      throw refuseProblem(recognised.reading);
  }
}

function readingsOf(recognised: Recognised): readonly Reading[] {
  if (recognised.kind === 'several') return recognised.readings;
  return 'reading' in recognised ? [recognised.reading] : [];
}

const refuseUndecided = (): AppError =>
  new AppError(
    'INVALID_REQUEST',
    'Not sent: this text repeats itself so much that it could not be compared with all templates. Shorten it, or repeat less in it.',
  );

function refuseSeveral(readings: readonly Reading[]): AppError {
  const titles = readings.slice(0, MOST_NAMED).map(({ compiled }) => titleOf(compiled.template));
  const others = readings.length > MOST_NAMED ? ` and ${readings.length - MOST_NAMED} more` : '';
  const advice =
    'They differ in parts that the text leaves out, or in price. Send the text of one of them whole, with its footer and buttons.';
  return new AppError('INVALID_REQUEST', `This text is that of several templates: ${titles.join(', ')}${others}. ${advice}`);
}

const refuseProblem = ({ compiled, problem }: Reading): AppError =>
  new AppError('INVALID_REQUEST', `This text is that of the template ${titleOf(compiled.template)}, but it cannot be sent: ${problem}.`);

const titleOf = ({ name, language }: ApprovedTemplate): string => `${name} (${language})`;

function closedSince(end: number | undefined): string {
  if (end === undefined) return 'Not sent: this customer has not written yet, and only after that may be answered freely, for 24 hours.';
  return `Not sent: the 24 hours in which this customer may be answered freely ended at ${new Date(end).toISOString()}.`;
}
