import { conflict } from './control-failure.ts';
import type { ControlWorld } from './world.ts';

/** Where the inbox finds the provider. Throws a conflict when nothing is set. */
export function needProviderUrl({ pipedrive }: ControlWorld): string {
  const { providerUrl, endpoints } = pipedrive.settings();
  const address = [providerUrl, ...Object.values(endpoints)].find((url) => URL.canParse(url));
  if (address !== undefined) return new URL(address).origin;
  throw conflict(
    'The inbox knows no provider to call. Set its address: PATCH /settings {"pipedrive":{"providerUrl":"http://127.0.0.1:3000"}} ' +
      '(npm run simulate: --provider; npm start runs one with everything set)',
  );
}
