import type { ApprovedTemplate } from '../../src/domain/template-recognition/approved-template.ts';

/** A template with a fixed body unless told otherwise. */
export const approved = (changes: Partial<ApprovedTemplate> = {}): ApprovedTemplate => ({
  id: changes.name ?? '1',
  name: 'berth',
  language: 'en_US',
  category: 'UTILITY',
  named: false,
  header: null,
  body: 'Your berth is ready.',
  footer: null,
  buttons: [],
  others: [],
  ...changes,
});
