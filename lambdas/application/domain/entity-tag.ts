/** The tag of a version: strong, so it is quoted as it is (RFC 9110 §8.8.3). */
export function entityTag(version: number): string {
  return `"${String(version)}"`;
}
