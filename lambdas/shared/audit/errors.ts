/** An event isn't one of the schema. */
export class MalformedAuditEventError extends Error {
  readonly code = 'malformed-audit-event';
  override readonly name = 'MalformedAuditEventError';

  /** @param problems fields and rules, never values: what is refused may be personal */
  constructor(readonly problems: readonly string[]) {
    super(`The audit event isn't valid: ${problems.join('; ')}. Personal values belong into \`personal\`, which is sealed.`);
  }
}
