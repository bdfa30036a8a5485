import { later } from '../../shared/later';
import { FileTooLargeError, UnsupportedFileError } from '../domain/errors';
import { isPlainText } from '../domain/plain-text';

/** What a file is, by its bytes. */
export interface RecognisedFile {
  readonly mediaType: 'application/pdf' | 'image/jpeg' | 'image/png' | 'text/plain';
  /** Of the name under which it is served. */
  readonly extension: string;
}

/** A kind of file that isn't text, with the bytes that it must begin and end with. */
interface Kind extends RecognisedFile {
  readonly begins: Buffer;
  readonly ends: Buffer;
}

/** 256 KiB: sealed, it is one field of a row. */
export const MOST_FILE_BYTES = 262_144;

/** ISO 32000-2 §7.5.2 and §7.5.5; ISO/IEC 10918-1 annex B; W3C PNG §5.2 and §11.2.5. */
const KINDS: readonly Kind[] = [
  { mediaType: 'application/pdf', extension: 'pdf', begins: Buffer.from('%PDF-', 'latin1'), ends: Buffer.from('%%EOF', 'latin1') },
  { mediaType: 'image/jpeg', extension: 'jpg', begins: Buffer.from([0xff, 0xd8, 0xff]), ends: Buffer.from([0xff, 0xd9]) },
  {
    mediaType: 'image/png',
    extension: 'png',
    begins: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    ends: Buffer.from('0000000049454e44ae426082', 'hex'),
  },
];
const TEXT: RecognisedFile = { mediaType: 'text/plain', extension: 'txt' };

/**
 * What the library takes honest texts for, by a few letters at their beginning: "BMW", "MAC address", "The free market". None of these
 * formats could go on as a text does, without a control character, but calendars and address cards, which are texts.
 */
const LIKE_TEXT: ReadonlySet<string> = new Set(['audio/ape', 'audio/mpeg', 'image/bmp', 'model/stl', 'text/calendar', 'text/vcard', 'video/quicktime']);

const LINE_BREAKS: ReadonlySet<number | undefined> = new Set([0x0a, 0x0d]);

const magicBytes = later(() => import('./magic-bytes'));

/**
 * Judges a file by its bytes: whatever its sender calls it doesn't count (EDGE-13). It is PDF, JPEG or PNG when it begins and ends so
 * and the library says the same; it is text when its characters are a text's and the library knows it as nothing else that a text could
 * be. Whatever is neither is refused before the library's parsers of other formats see it (decision 0120).
 * @throws {FileTooLargeError} also for an empty one
 * @throws {UnsupportedFileError}
 */
export async function recogniseFile(bytes: Uint8Array): Promise<RecognisedFile> {
  if (bytes.length === 0 || bytes.length > MOST_FILE_BYTES) throw new FileTooLargeError(MOST_FILE_BYTES);
  const kind = KINDS.find(({ begins }) => begins.equals(bytes.subarray(0, begins.length)));
  if (kind === undefined ? !isPlainText(bytes) : !endsAs(kind, bytes)) throw new UnsupportedFileError();
  const { fileTypeFromBuffer } = await magicBytes();
  const known = await fileTypeFromBuffer(bytes);
  if (kind === undefined && (known === undefined || LIKE_TEXT.has(known.mime))) return TEXT;
  if (kind === undefined || known?.mime !== kind.mediaType) throw new UnsupportedFileError();
  return kind;
}

/** The extension of a type that is served. */
export function extensionOf(mediaType: string): string {
  return [...KINDS, TEXT].find((file) => file.mediaType === mediaType)?.extension ?? 'bin';
}

/** The last line of a PDF may end with a line break. */
function endsAs({ mediaType, ends }: Kind, bytes: Uint8Array): boolean {
  let end = bytes.length;
  if (mediaType === 'application/pdf') while (end > 0 && LINE_BREAKS.has(bytes[end - 1])) end -= 1;
  return ends.equals(bytes.subarray(Math.max(0, end - ends.length), end));
}
