/** A window of a subject. */
export interface NumberedWindow {
  readonly window: number;
  /** Seconds since 1970. */
  readonly endsAt: number;
}

/** So many of a pseudonym's last characters say when its windows begin: 24 bits. */
const CHARACTERS = 4;

/**
 * The window that runs now. All instances know it without asking, so that one update counts and begins it. Subjects begin theirs at
 * different times, or everybody who was refused would come back in the same second.
 * @param pseudonym ends in base64url
 */
export function windowAt(pseudonym: string, windowSeconds: number, now: number): NumberedWindow {
  return windowFrom(Buffer.from(pseudonym.slice(-CHARACTERS), 'base64url').readUIntBE(0, 3) % windowSeconds, windowSeconds, now);
}

/**
 * The window that runs now, of a subject whose windows begin so many seconds before the full ones.
 * @param offset below the window's seconds
 */
export function windowFrom(offset: number, windowSeconds: number, now: number): NumberedWindow {
  const window = Math.floor((now + offset) / windowSeconds);
  return { window, endsAt: (window + 1) * windowSeconds - offset };
}
