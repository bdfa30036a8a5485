/** What a mask is for. */
export type MaskKind = 'email' | 'phone' | 'card' | 'national-id' | 'token';

/** Of one length, so that the length of what is hidden doesn't show. */
const HIDDEN = '***';

const MASKS: Readonly<Record<MaskKind, (text: string) => string>> = Object.freeze({
  email: maskEmail,
  phone: (text) => maskDigits(text, { shown: 2, least: 7 }),
  /** PCI DSS 4.0.1, 3.4.1 allows the last four. */
  card: (text) => maskDigits(text, { shown: 4, least: 13 }),
  'national-id': () => HIDDEN,
  token: () => HIDDEN,
});

/** A value as logs and answers may show it (KEY-5). What doesn't look like its kind is hidden whole. */
export function mask(kind: MaskKind, text: string): string {
  return MASKS[kind](text);
}

/** A record with some of its fields masked; a field that isn't text is hidden whole. */
export function maskRecord(record: Readonly<Record<string, unknown>>, kinds: Readonly<Record<string, MaskKind>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
      if (kind === undefined || value === null || value === undefined) return [name, value];
      return [name, typeof value === 'string' ? mask(kind, value) : HIDDEN];
    }),
  );
}

/** First letter and domain: enough for a person to know their address. A name of one letter is hidden whole. */
function maskEmail(text: string): string {
  const match = /^(?<first>[^\s@])[^\s@]+@(?<domain>[^\s@]+)$/u.exec(text);
  return match?.groups === undefined ? HIDDEN : `${match.groups.first ?? ''}${HIDDEN}@${match.groups.domain ?? ''}`;
}

function maskDigits(text: string, { shown, least }: { shown: number; least: number }): string {
  const digits = text.replace(/[\s().+-]/g, '');
  return /^\d+$/.test(digits) && digits.length >= least ? `${HIDDEN}${digits.slice(-shown)}` : HIDDEN;
}

/** How a column is masked for whoever may not see its class. One that isn't listed is hidden whole. */
const MASK_OF_COLUMN: ReadonlyMap<string, MaskKind> = new Map([
  ['contact_email', 'email'],
  ['email', 'email'],
  ['phone', 'phone'],
  ['card', 'card'],
]);

/** Which classes of fields a role may see in clear, by the role's name. Whoever isn't listed sees none. */
export type VisibleClasses = Readonly<Record<string, readonly string[]>>;

/**
 * A record as a reader's role may see it (KEY-5): fields of a class that the role may see are as they are, the others
 * masked, and fields without a class stay. An unknown role sees no class.
 */
export function maskForRole(
  record: Readonly<Record<string, unknown>>,
  { role, classes, visible }: { readonly role: string; readonly classes: Readonly<Record<string, string>>; readonly visible: VisibleClasses },
): Record<string, unknown> {
  const seen = Object.hasOwn(visible, role) ? (visible[role] ?? []) : [];
  const masked = Object.entries(classes).filter(([, fieldClass]) => !seen.includes(fieldClass));
  return maskRecord(record, Object.fromEntries(masked.map(([column]) => [column, MASK_OF_COLUMN.get(column) ?? 'token'])));
}
