import { access, open, rm, writeFile } from 'node:fs/promises';
import type { Arguments } from './arguments.ts';
import { CannotVerify } from './cannot-verify.ts';
import type { Report } from './report.ts';
import { renderHtml } from './reports/html.ts';
import { renderJunit } from './reports/junit.ts';

const KINDS = {
  junit: renderJunit,
  html: renderHtml,
  json: (report: Report) => `${JSON.stringify(report, null, 2)}\n`,
} as const;

/** The files that a command line asks for. */
export const reportFilesOf = (args: Arguments): { file: string; render: (report: Report) => string }[] =>
  (Object.keys(KINDS) as (keyof typeof KINDS)[]).flatMap((kind) => {
    const file = args[kind];
    return file === undefined ? [] : [{ file, render: KINDS[kind] }];
  });

/** Found out after the run, minutes would be lost. What a file holds already is left alone. Throws CannotVerify. */
export async function assertWritable(args: Arguments): Promise<void> {
  for (const { file } of reportFilesOf(args)) {
    await orCannotWrite(file, async () => {
      const isNew = await access(file).then(
        () => false,
        () => true,
      );
      await (await open(file, 'a')).close();
      if (isNew) await rm(file);
    });
  }
}

/** Throws CannotVerify. */
export async function writeReports(args: Arguments, report: Report): Promise<void> {
  for (const { file, render } of reportFilesOf(args)) await orCannotWrite(file, () => writeFile(file, render(report)));
}

async function orCannotWrite(file: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw new CannotVerify(`The report ${file} cannot be written: ${(error as Error).message}.`, { cause: error });
  }
}
