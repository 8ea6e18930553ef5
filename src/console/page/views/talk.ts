import { html } from 'lit-html';
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
        title: 'The conversation comes here',
        advice: html`A phone and an inbox come here, side by side. Until they do, write from the command line:<br /><code
            >npm run trigger -- text --from 15551230001 --body hello</code
          >`,
      }),
  }),
};
