/** One part of a form: a text field, or a file with a name and a type. */
export interface FormFile {
  name: string;
  contentType: string;
  bytes: Buffer;
}

type FieldValue = string | readonly string[] | undefined;

/** A multipart body written out by hand, so that tests know every byte. Lists become repeated fields. */
export function formOf(
  fields: Readonly<Record<string, FieldValue>>,
  files: readonly FormFile[] = [],
): { headers: Record<string, string>; body: Buffer } {
  const boundary = '----contract-test-boundary';
  const texts = Object.entries(fields).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : (value ?? [])).map((text) =>
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`),
    ),
  );
  const parts = files.map(({ name, contentType, bytes }) =>
    Buffer.concat([
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\nContent-Type: ${contentType}\r\n\r\n`,
      ),
      bytes,
      Buffer.from('\r\n'),
    ]),
  );
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: Buffer.concat([...texts, ...parts, Buffer.from(`--${boundary}--\r\n`)]),
  };
}
