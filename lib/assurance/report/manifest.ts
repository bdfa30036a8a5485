import { createHash } from 'node:crypto';

/** The manifest of a pack: SHA-256 and size of every other file, by name. */
export function renderManifest(evidence: { commit: string | null; asOf: string; digest: string }, files: ReadonlyMap<string, string>): string {
  const entries = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => ({
      name,
      bytes: Buffer.byteLength(text),
      sha256: createHash('sha256').update(text).digest('hex'),
    }));
  const { commit, asOf, digest } = evidence;
  return `${JSON.stringify({ schemaVersion: '1.0', commit, asOf, digest, files: entries }, null, 2)}\n`;
}
