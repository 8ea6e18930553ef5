import { spawnSync } from 'node:child_process';
import { type Dispatcher, request } from 'undici';

/** Runs a curl line of a guide. Where there is no curl, the few options that the guides use are played by hand. */
export async function runCurl(line: string): Promise<string> {
  const [command = '', cut] = line.split(' | cut -c 1-');
  const args = [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)]
    .map(([, single, double, plain]) => single ?? double ?? plain ?? '')
    .slice(1);
  const { stdout, error } = await curl(args);
  if (error) throw error;
  return cut === undefined ? stdout : stdout.slice(0, Number(cut));
}

async function curl(args: string[]): Promise<{ stdout: string; error?: Error }> {
  // The servers run in this process, so nothing may wait for curl here.
  const hasCurl = spawnSync('curl', ['--version']).error === undefined;
  if (!hasCurl) return { stdout: await byHand(args) };
  const { execFile } = await import('node:child_process');
  return new Promise((resolve) => execFile('curl', args, (error, stdout) => resolve(error ? { stdout, error } : { stdout })));
}

async function byHand(args: string[]): Promise<string> {
  const headers: Record<string, string> = {};
  let [method, url, format] = ['', '', ''];
  let body: string | undefined;
  for (let at = 0; at < args.length; at++) {
    const option = args[at] ?? '';
    if (option === '-s') continue;
    if (!option.startsWith('-')) {
      url = option;
      continue;
    }
    const value = args[++at] ?? '';
    if (option === '-H') headers[value.slice(0, value.indexOf(':')).toLowerCase()] = value.slice(value.indexOf(':') + 2);
    else if (option === '-u') headers['authorization'] = `Basic ${Buffer.from(value).toString('base64')}`;
    else if (option === '-d') body = value;
    else if (option === '-X') method = value;
    else if (option === '-w') format = value;
    else throw new Error(`curl's option ${option} is not known here`);
  }
  const answer = await request(url, {
    method: (method || (body === undefined ? 'GET' : 'POST')) as Dispatcher.HttpMethod,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  return (await answer.body.text()) + format.replace('%{http_code}', String(answer.statusCode));
}
