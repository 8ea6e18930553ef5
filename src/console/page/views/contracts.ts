import { emptyState } from '../components/notice.ts';
import type { View } from '../shell/context.ts';

export const contracts: View = {
  id: 'contracts',
  title: 'Contracts',
  sandboxOnly: false,
  start: () => ({
    render: () =>
      emptyState({
        icon: 'contracts',
        title: 'The contracts come here',
        advice:
          'The documents that this provider answers to, to read and to try. Until then they are files: the folder openapi of the repository.',
      }),
  }),
};
