/** Small files of every type, each with just what makes it one. */

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

function pngChunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, ascii(type), data, Buffer.alloc(4)]);
}

/** Colour types: 0 grey, 2 RGB, 3 palette, 6 RGBA. */
export const png = (depth = 8, colour = 6): Buffer =>
  Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, depth, colour, 0, 0, 0])),
    pngChunk('IDAT', Buffer.from([0])),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);

const segment = (marker: number, data: Buffer): Buffer => {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(data.length + 2);
  return Buffer.concat([Buffer.from([0xff, marker]), length, data]);
};

/** `profileBytes` of metadata stand before the frame header. */
export function jpeg({ components = 3, precision = 8, frame = 0xc0, profileBytes = 0 } = {}): Buffer {
  const profile = Array.from({ length: Math.ceil(profileBytes / 60_000) }, () => segment(0xe2, Buffer.alloc(60_000, 0x01)));
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.concat([ascii('JFIF\0'), Buffer.alloc(9)])),
    ...profile,
    Buffer.from([0xff]),
    segment(0xc4, Buffer.alloc(20)),
    segment(frame, Buffer.from([precision, 0, 1, 0, 1, components, ...Array<number>(components * 3).fill(1)])),
    Buffer.from([0xff, 0xd9]),
  ]);
}

function riff(chunk: string, data: Buffer, rest: Buffer = Buffer.alloc(0)): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(12 + data.length + rest.length);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  return Buffer.concat([ascii('RIFF'), size, ascii('WEBP'), ascii(chunk), length, data, rest]);
}

export const webp = {
  simple(width: number, height: number): Buffer {
    const data = Buffer.alloc(20);
    data.writeUIntLE(0x2a019d, 3, 3);
    data.writeUInt16LE(width, 6);
    data.writeUInt16LE(height, 8);
    return riff('VP8 ', data);
  },
  lossless(width: number, height: number): Buffer {
    const data = Buffer.alloc(20);
    data[0] = 0x2f;
    data.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 1);
    return riff('VP8L', data);
  },
  extended(width: number, height: number, animated = true): Buffer {
    const data = Buffer.alloc(10);
    data[0] = animated ? 0x02 : 0;
    data.writeUIntLE(width - 1, 4, 3);
    data.writeUIntLE(height - 1, 7, 3);
    return riff('VP8X', data, ascii('ANIM'));
  },
};

function oggPage(first: Buffer): Buffer {
  return Buffer.concat([ascii('OggS'), Buffer.from([0, 2]), Buffer.alloc(20), Buffer.from([1, first.length]), first]);
}
export const opus = (channels = 1): Buffer => oggPage(Buffer.concat([ascii('OpusHead'), Buffer.from([1, channels]), Buffer.alloc(9)]));
export const vorbis = (): Buffer => oggPage(Buffer.concat([Buffer.from([1]), ascii('vorbis'), Buffer.alloc(23)]));

/** An ISO media file of that brand: `isom`, `M4A `, `3gp4`, `qt  ` … */
export const isoMedia = (brand: string): Buffer =>
  Buffer.concat([
    Buffer.from([0, 0, 0, 24]),
    ascii(`ftyp${brand}`),
    Buffer.alloc(4),
    ascii(brand),
    ascii('isom'),
    Buffer.from([0, 0, 0, 8]),
    ascii('mdat'),
  ]);

export const mp3 = (): Buffer => Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x64]), Buffer.alloc(600)]);
export const mp3WithTag = (): Buffer => Buffer.concat([ascii('ID3'), Buffer.from([3, 0, 0, 0, 0, 0, 0]), mp3()]);
export const aac = (): Buffer => Buffer.concat([Buffer.from([0xff, 0xf1, 0x50, 0x80, 0x02, 0x1f, 0xfc]), Buffer.alloc(64)]);
export const amr = (): Buffer => Buffer.concat([ascii('#!AMR\n'), Buffer.alloc(32)]);
export const pdf = (): Buffer => ascii('%PDF-1.7\n%%EOF\n');
export const oldOffice = (): Buffer => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1000)]);

/** A ZIP file whose entries are stored as they are. */
export function zip(entries: Record<string, string>): Buffer {
  return Buffer.concat(
    Object.entries(entries).map(([name, text]) => {
      const header = Buffer.alloc(30);
      header.writeUInt32LE(0x04034b50, 0);
      header.writeUInt16LE(20, 4);
      header.writeUInt32LE(text.length, 18);
      header.writeUInt32LE(text.length, 22);
      header.writeUInt16LE(name.length, 26);
      return Buffer.concat([header, ascii(name), ascii(text)]);
    }),
  );
}

const OFFICE = 'application/vnd.openxmlformats-officedocument.';
const mainPart = { 'wordprocessingml.document': 'word', 'spreadsheetml.sheet': 'xl', 'presentationml.presentation': 'ppt' } as const;
export const office = (kind: keyof typeof mainPart): Buffer =>
  zip({
    '[Content_Types].xml': `<Types><Override PartName="/${mainPart[kind]}/main.xml" ContentType="${OFFICE}${kind}.main+xml"/></Types>`,
    [`${mainPart[kind]}/main.xml`]: '<x/>',
  });
