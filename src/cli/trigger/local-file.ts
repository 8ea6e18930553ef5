import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { lookInside } from '../../domain/outgoing-files/look-inside.ts';
import { typeOfExtension } from '../../domain/outgoing-files/media-table.ts';
import { typeOfFile } from '../../domain/outgoing-files/type-of-file.ts';
import { TriggerError } from './trigger-error.ts';

/** A file of the person at the keyboard. */
export interface LocalFile {
  name: string;
  contentType: string;
  bytes: Buffer;
}

/**
 * Reads a file. `told` says who tells its type: a browser goes by the name's extension, a phone looks at the bytes. Throws when it cannot be read.
 */
export async function readLocalFile(path: string, told: 'by name' | 'by bytes'): Promise<LocalFile> {
  const name = basename(path);
  const named = typeOfExtension(extname(path).slice(1).toLowerCase()) ?? 'application/octet-stream';
  try {
    const bytes = await readFile(path);
    return { name, contentType: told === 'by name' ? named : typeOfFile(named, name, await lookInside(path)).type, bytes };
  } catch (error) {
    throw new TriggerError(`${path} cannot be read: ${(error as Error).message}`, 2);
  }
}
