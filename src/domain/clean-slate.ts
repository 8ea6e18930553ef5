import type { ChannelId } from '../store/ids.ts';
import type { Store } from '../store/store.ts';
import type { PlaygroundControls } from './playground-controls.ts';

export interface CleanSlateServices {
  store: Store;
  controls: Pick<PlaygroundControls, 'reset' | 'channelIds'>;
  /** The provider's own channel; it stays, as do those that the simulated inbox has from the start. */
  channelId: ChannelId;
  /** Of the media folder; one that is gone already is no fault. */
  removeFile(name: string): Promise<void>;
}

/**
 * The sandbox as after its first start: both far ends forget, the store is emptied but for the first channels and who installed. Requests and deliveries that are under way
 * end as they can: what they bring afterwards finds nothing to belong to.
 */
export async function wipeSandbox({ store, controls, channelId, removeFile }: CleanSlateServices): Promise<void> {
  // A store that takes no writes leaves everything as it is.
  await store.ping();
  // First the senders, so that nothing new is on its way; then what was stored; then what was still sent to them meanwhile.
  await controls.reset();
  const files = await store.transaction(async (tx) => tx.forgetEverything([channelId, ...controls.channelIds()]));
  await controls.reset();
  await Promise.all(files.map(removeFile));
}
