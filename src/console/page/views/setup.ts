import { emptyState } from '../components/notice.ts';
import type { View } from '../shell/context.ts';

export const setup: View = {
  id: 'setup',
  title: 'Set-up',
  sandboxOnly: false,
  start: () => ({
    render: () =>
      emptyState({
        icon: 'setup',
        title: 'The checklist comes here',
        advice:
          'The steps from an empty account to the first answered message, each with its own state. Until then, openapi/going-live.md leads through them.',
      }),
  }),
};
