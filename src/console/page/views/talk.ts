import { emptyState } from '../components/notice.ts';
import type { View } from '../shell/context.ts';

export const talk: View = {
  id: 'talk',
  title: 'Talk',
  sandboxOnly: true,
  start: () => ({
    render: () =>
      emptyState({
        icon: 'talk',
        title: 'No conversation yet',
        advice:
          'A phone and an inbox stand here side by side as soon as somebody writes. Until then, write from the command line: npm run trigger -- text --from 15551230001 --body hello',
      }),
  }),
};
