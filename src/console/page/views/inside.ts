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
        title: 'Nothing to look at yet',
        advice: 'Every request and every answer of the provider is listed here, and where each message is.',
      }),
  }),
};
