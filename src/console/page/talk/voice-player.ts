import { html, type TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { icon } from '../components/icon.ts';

interface Playing {
  audio: HTMLAudioElement;
  /** It could not be played. */
  failed: boolean;
}

const playing = new Map<string, Playing>();
const BARS = 40;
/** Sounds whose length and place are remembered. */
const MOST_LOADED = 100;

/** Plays a sound, one at a time; it goes on while its message is out of sight. */
export function voicePlayer({ address, name, changed }: { address: string; name: string; changed(): void }): TemplateResult {
  const known = playing.get(address) ?? load(address, changed);
  const { audio } = known;
  const length = Number.isFinite(audio.duration) ? audio.duration : 0;
  const at = audio.currentTime;
  const isOn = !audio.paused;
  const toggle = () => {
    if (audio.paused) void start(address, audio, changed);
    else audio.pause();
  };
  const seek = (event: Event) => {
    audio.currentTime = (Number((event.target as HTMLInputElement).value) / 100) * length;
  };
  const part = length === 0 ? 0 : at / length;
  return html`
    <div class="voice ${known.failed ? 'is-gone' : ''}">
      <button class="voice-button" type="button" aria-label="${isOn ? 'Pause' : 'Play'} ${name}" @click=${toggle}>${icon(isOn ? 'pause' : 'play')}</button>
      <div class="voice-line">
        <svg class="voice-bars" viewBox="0 0 ${BARS * 4} 28" preserveAspectRatio="none" aria-hidden="true"><path d=${barsOf(address)} /></svg>
        <div class="voice-played" ${ref((element) => element instanceof HTMLElement && element.style.setProperty('--played', String(part)))}>
          <svg class="voice-bars" viewBox="0 0 ${BARS * 4} 28" preserveAspectRatio="none" aria-hidden="true"><path d=${barsOf(address)} /></svg>
        </div>
        <input type="range" min="0" max="100" step="1" .value=${String(Math.round(part * 100))} ?disabled=${length === 0} aria-label="Place in ${name}" @input=${seek} />
      </div>
      <span class="voice-time">${known.failed ? 'cannot be played' : clock(length === 0 ? 0 : isOn || at > 0 ? at : length)}</span>
    </div>
  `;
}

function load(address: string, changed: () => void): Playing {
  const one: Playing = { audio: new Audio(), failed: false };
  const fail = () => {
    one.failed = true;
    changed();
  };
  for (const event of ['play', 'pause', 'timeupdate', 'durationchange', 'seeked']) one.audio.addEventListener(event, changed);
  one.audio.addEventListener('ended', () => {
    one.audio.currentTime = 0;
  });
  one.audio.addEventListener('error', fail);
  // As a whole: only then a browser knows how long it is, and can go anywhere in it.
  void fetch(address)
    .then(async (answer) => {
      if (!answer.ok) throw new Error(`it answered ${answer.status}`);
      one.audio.src = URL.createObjectURL(await answer.blob());
    })
    .catch(fail);
  for (const [other, { audio }] of playing) if (playing.size >= MOST_LOADED && audio.paused) forget(other);
  playing.set(address, one);
  return one;
}

function forget(address: string): void {
  const audio = playing.get(address)?.audio;
  audio?.pause();
  if (audio?.src) URL.revokeObjectURL(audio.src);
  playing.delete(address);
}

async function start(address: string, audio: HTMLAudioElement, changed: () => void): Promise<void> {
  for (const [other, one] of playing) if (other !== address) one.audio.pause();
  try {
    await audio.play();
  } catch {
    // Its error event says so; a pause on the way is no error.
    changed();
  }
}

export function silence(): void {
  for (const address of [...playing.keys()]) forget(address);
}

const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

/** Bars like those of a recording. Nobody has heard it yet, so that they come from its address: the same each time. */
function barsOf(address: string): string {
  let seed = 7;
  for (const letter of address) seed = (seed * 31 + letter.charCodeAt(0)) % 2_147_483_647;
  return Array.from({ length: BARS }, (_none, index) => {
    seed = (seed * 48_271) % 2_147_483_647;
    const height = 4 + (seed % 100) * 0.18 * (0.5 + 0.5 * Math.sin((index / BARS) * Math.PI));
    return `M${index * 4 + 2} ${(14 - height / 2).toFixed(1)}v${height.toFixed(1)}`;
  }).join('');
}
