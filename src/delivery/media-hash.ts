/**
 * Whether a hash that WhatsApp declared contradicts ours (hex). It comes as hex or base64 (reference: Media API); what is no SHA-256 in either says nothing.
 */
export function isOtherHash(declared: string | null, sha256: string): boolean {
  const hash = hexOf(declared?.trim() ?? '');
  return hash !== undefined && hash !== sha256;
}

function hexOf(text: string): string | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return text.toLowerCase();
  return /^[A-Za-z0-9+/_-]{43}=?$/.test(text) ? Buffer.from(text, 'base64').toString('hex') : undefined;
}
