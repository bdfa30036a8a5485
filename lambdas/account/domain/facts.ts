/** What an account holds of a setting, field by field. */
export type Facts = Readonly<Record<string, string | number | boolean | undefined>>;

/** The fields in which what was read differs from what is wanted, as text. What nobody asked for isn't compared. */
export function differences(wanted: Facts, read: Facts): string[] {
  return Object.keys(wanted)
    .filter((field) => wanted[field] !== read[field])
    .map((field) => `${field} is ${String(read[field])}, not ${String(wanted[field])}`);
}
