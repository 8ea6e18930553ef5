import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';

const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));

/**
 * A Chromium that brings everything along: the one named by CHROME_PATH, otherwise the one of @sparticuz/chromium, unpacked once per installation.
 * It needs no sandbox of the system (root in a container has none) and no network.
 */
export async function launchChromium(): Promise<Browser> {
  const own = process.env['CHROME_PATH'];
  const home = own === undefined ? unpacked() : undefined;
  return chromium.launch({
    executablePath: own ?? join(home as string, 'chromium'),
    chromiumSandbox: false,
    args: ['--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none', '--force-color-profile=srgb'],
    env: { ...process.env, ...(home === undefined ? {} : surroundings(home)) } as Record<string, string>,
    timeout: 120_000,
  });
}

/** Its fonts; and the libraries that come along, where the machine lacks them. */
function surroundings(home: string): Record<string, string> {
  const FONTCONFIG_PATH = join(home, 'fonts');
  const runs = spawnSync(join(home, 'chromium'), ['--version']).status === 0;
  return runs ? { FONTCONFIG_PATH } : { FONTCONFIG_PATH, LD_LIBRARY_PATH: join(home, 'al2023/lib') };
}

/** The folder with the binary and its fonts. Unpacked beside and renamed, so that nobody starts half a browser, whoever else unpacks at the same time. */
function unpacked(): string {
  const { version } = JSON.parse(readFileSync(join(modules, '@sparticuz/chromium/package.json'), 'utf8')) as { version: string };
  const cache = join(modules, '.cache');
  const home = join(cache, `chromium-${version}`);
  if (existsSync(home)) return home;
  mkdirSync(cache, { recursive: true });
  const beside = mkdtempSync(join(cache, 'unpacking-'));
  // It unpacks into the folder for temporary files, which is why it does so in a process that has one of its own.
  const program = `
    const { default: chromium, inflate } = await import('@sparticuz/chromium');
    await chromium.executablePath();
    await inflate('@sparticuz/chromium/bin/al2023.tar.br');`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: modules,
    env: { ...process.env, TMPDIR: beside },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`Chromium could not be unpacked: ${stderr}`);
  // Its own configuration names the folders of a cloud; the machine's fonts come last, for letters that the packed ones lack.
  const places = [join(home, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts'].map((place) => `<dir>${place}</dir>`).join('');
  const families = [
    ['monospace', 'DejaVu Sans Mono'],
    ['sans-serif', 'Open Sans'],
  ].map(([family, name]) => `<alias><family>${family}</family><prefer><family>${name}</family></prefer></alias>`);
  const config = `<?xml version="1.0"?><fontconfig>${places}${families.join('')}<cachedir>${join(home, 'fonts-cache')}</cachedir></fontconfig>`;
  writeFileSync(join(beside, 'fonts/fonts.conf'), config);
  try {
    renameSync(beside, home);
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
  return home;
}
