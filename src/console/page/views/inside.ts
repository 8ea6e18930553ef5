import { emptyState } from '../components/notice.ts';
import type { View } from '../shell/context.ts';

export const inside: View = {
  id: 'inside',
  title: 'Look inside',
  sandboxOnly: false,
  start: () => ({
    render: () =>
      emptyState({
        icon: 'inside',
        title: 'The log comes here',
        advice:
          'Every request and every answer of the provider, and where each message is. Until then the log is where the provider was started.',
      }),
  }),
};
