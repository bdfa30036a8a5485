import { FileTooLargeError, UnsupportedFileError } from '../domain/errors';

/** What a file is, by its bytes. */
export interface RecognisedFile {
  readonly mediaType: 'application/pdf' | 'image/jpeg' | 'image/png' | 'text/plain';
  /** Of the name under which it is served. */
  readonly extension: string;
}

/** 256 KiB: sealed, it is one field of a row. */
export const MOST_FILE_BYTES = 262_144;

/** How files of each type begin. ISO 32000-2 §7.5.2; ISO/IEC 10918-1 annex B; W3C PNG §5.2. */
const BEGINNINGS: readonly (readonly [RecognisedFile, Buffer])[] = [
  [{ mediaType: 'application/pdf', extension: 'pdf' }, Buffer.from('%PDF-', 'latin1')],
  [{ mediaType: 'image/jpeg', extension: 'jpg' }, Buffer.from([0xff, 0xd8, 0xff])],
  [{ mediaType: 'image/png', extension: 'png' }, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
];
const TEXT: RecognisedFile = { mediaType: 'text/plain', extension: 'txt' };

/**
 * Judges a file by its bytes: whatever its sender calls it doesn't count (EDGE-13).
 * @throws {FileTooLargeError} also for an empty one
 * @throws {UnsupportedFileError}
 */
export function recogniseFile(bytes: Uint8Array): RecognisedFile {
  if (bytes.length === 0 || bytes.length > MOST_FILE_BYTES) throw new FileTooLargeError(MOST_FILE_BYTES);
  const found = BEGINNINGS.find(([, beginning]) => beginning.equals(bytes.subarray(0, beginning.length)));
  if (found !== undefined) return found[0];
  if (!isPlainText(bytes)) throw new UnsupportedFileError();
  return TEXT;
}

/** The types that are served, with their extensions. */
export function extensionOf(mediaType: string): string {
  return [...BEGINNINGS.map(([file]) => file), TEXT].find((file) => file.mediaType === mediaType)?.extension ?? 'bin';
}

/** UTF-8 without control characters but line breaks and tabs, and no markup that a browser could take for a page. */
function isPlainText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return /^[^\p{Cc}\p{Cs}\p{Cn}]*$/u.test(text.replaceAll(/[\t\n\r]/g, '')) && !/^\s*<[!?a-z/]/i.test(text);
  } catch {
    return false;
  }
}
