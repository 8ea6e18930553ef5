/** A 1×1 PNG. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
/** A 1×1 JPEG. */
const JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AVN//2Q==',
  'base64',
);
/** A 1×1 lossy WebP. */
const WEBP = Buffer.from('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA', 'base64');
/** A page without content. */
const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);
/** The beginning of an Ogg stream with Opus: enough to be recognised, nothing to hear. */
const OGG = Buffer.concat([
  Buffer.from('4f67675300020000000000000000' + '01000000' + '00000000' + '00000000' + '0113', 'hex'),
  Buffer.from('OpusHead'),
  Buffer.from('0101000080bb0000000000', 'hex'),
]);

/** The beginning of a film: its type and nothing to see. */
const MP4 = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom'), Buffer.from([0, 0, 2, 0]), Buffer.from('isommp41')]);
/** One silent frame: MPEG-1 layer III, 128 kbit/s, 44.1 kHz. */
const MP3 = Buffer.concat([Buffer.from('fffb9064', 'hex'), Buffer.alloc(413)]);

/** A small file of that type, always the same bytes; for types without a sample, a line of text. */
export function sampleBytes(mimeType: string): Buffer {
  const type = mimeType.split(';')[0]?.trim();
  switch (type) {
    case 'image/png':
      return PNG;
    case 'image/jpeg':
      return JPEG;
    case 'image/webp':
      return WEBP;
    case 'application/pdf':
      return PDF;
    case 'audio/ogg':
      return OGG;
    case 'audio/mpeg':
      return MP3;
    case 'video/mp4':
      return MP4;
    default:
      return Buffer.from(`A sample file of type ${type}\n`);
  }
}
