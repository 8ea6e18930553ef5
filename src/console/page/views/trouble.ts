import { emptyState } from '../components/notice.ts';
import type { View } from '../shell/context.ts';

export const trouble: View = {
  id: 'trouble',
  title: 'Time and trouble',
  sandboxOnly: true,
  start: () => ({
    render: () =>
      emptyState({
        icon: 'trouble',
        title: 'All is quiet',
        advice:
          'Here time passes when you say so, and things break when you want them to. Until then, npm run trigger -- --help names the commands for time and faults.',
      }),
  }),
};
