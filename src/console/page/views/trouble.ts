import { html } from 'lit-html';
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
        title: 'Time and faults come here',
        advice: html`Here time will pass when you say so, and things break when you want them to. Until then the commands for both are in<br /><code
            >npm run trigger -- --help</code
          >`,
      }),
  }),
};
