import { parseDuration } from '../../../mocks/control/duration.ts';
import type { Options } from './read-command.ts';
import { callControl } from './sandbox-client.ts';
import { TriggerError } from './trigger-error.ts';
import { wrap } from './wrap.ts';

/** Lets time pass in the sandbox, and says what time it is then. */
export async function letTimePass(options: Options, duration: string | undefined): Promise<string> {
  if (duration === undefined) throw new TriggerError('How long? npm run trigger -- wait P1D (a day), PT1H (an hour), PT30M …', 2);
  if (parseDuration(duration) === undefined)
    throw new TriggerError(
      `${duration} is no length of time. P1D is a day, PT1H an hour, PT30M half an hour, P2DT12H two and a half days.`,
      2,
    );
  const { now } = await callControl<{ now: string }>(options, '/clock/advance', { by: duration });
  return `In the sandbox it is now ${now.slice(0, 19).replace('T', ' ')} (UTC).`;
}

interface Preset {
  name: string;
  description: string;
}

const inList = ({ name, description }: Preset): string => [name, ...wrap(description, 98).map((line) => `  ${line}`)].join('\n');

/** Makes something fail by its name, ends what was set with `off`, or lists what there is. */
export async function setFault(options: Options, name: string | undefined): Promise<string> {
  if (name === 'off') {
    await callControl(options, '/faults', undefined, 'DELETE');
    return 'Nothing is set any more. What has expired, such as a window, stays so.';
  }
  const { presets } = await callControl<{ presets: Preset[] }>(options, '/faults/presets');
  const names = presets.map((preset) => preset.name);
  if (name === undefined) return [...presets, { name: 'off', description: 'Ends what was set.' }].map(inList).join('\n');
  const preset = presets.find((one) => one.name === name);
  if (!preset) throw new TriggerError(`There is no fault called ${name}. There are: ${names.join(', ')}, and off.`, 2);
  await callControl(options, `/faults/presets/${name}`, undefined, 'POST');
  return wrap(preset.description, 100).join('\n');
}
