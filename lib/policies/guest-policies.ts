/** Who may do what, as a guest says it: by the lowest role that may, to all records or to one's own. */
export interface GuestRights {
  readonly name: string;
  readonly permissions: Readonly<Record<string, { readonly all?: string; readonly own?: string; readonly sensitive?: boolean }>>;
}

/** Names of the files among the policies. */
const POLICIES = 'guests.cedar';
const ACTIONS = 'guests.cedarschema';

const NOTE = '// Made of the guests (lib/infrastructure/guests.ts), and never written by hand: npx ringwall permissions makes it anew (decision 0123).';
const OWN = 'resource.creator == principal.id';
/** For sensitive actions the forbids ask for the rest. */
const TRUSTED = {
  usual:
    'context has device && context.device == "known" && context has location && context.location != "unknown" && context has risk && context.risk >= 0 && context.risk < 40',
  sensitive: 'context has risk && context.risk < 40',
};

type Row = readonly [action: string, right: GuestRights['permissions'][string]];

/**
 * The files of the guests' actions and policies, by name: none without guests. They stand beside all others, are compiled, compared
 * with Cedar and published like them, and the forbids hold for them too.
 */
export function guestPolicyFiles(guests: readonly GuestRights[]): ReadonlyMap<string, string> {
  const rows: readonly Row[] = guests.flatMap(({ permissions }) => Object.entries(permissions)).toSorted(([one], [other]) => (one < other ? -1 : 1));
  if (rows.length === 0) return new Map();
  return new Map([
    [POLICIES, `${[NOTE, ...rows.flatMap(policiesOf)].join('\n\n')}\n`],
    [ACTIONS, `${[NOTE, ...rows.map(actionOf)].join('\n')}\n`],
  ]);
}

/** The names that {@link guestPolicyFiles} may give. */
export const GUEST_POLICY_FILES: readonly string[] = [POLICIES, ACTIONS];

/** Cedar's schema, with the actions of guests in its one namespace. */
export function schemaOf(files: ReadonlyMap<string, string>): string {
  const schema = files.get('schema.cedarschema') ?? '';
  const actions = files.get(ACTIONS);
  return actions === undefined ? schema : schema.replace(/\}\s*$/, () => `${actions}}\n`);
}

function actionOf([action, { sensitive }]: Row): string {
  const group = sensitive === true ? ' in ["sensitive"]' : '';
  return `action "${action}"${group} appliesTo { principal: [Person, ServiceAccount], resource: Document, context: Environment };`;
}

function policiesOf([action, { all, own, sensitive }]: Row): string[] {
  const id = action.replace(':', '-');
  const scope = (role: string): string =>
    `permit (principal is Ringwall::Person in Ringwall::Role::"${role}", action == Ringwall::Action::"${action}", resource)`;
  return [
    ...(all === undefined ? [] : [`@id("guest-${id}-all")\n${scope(all)};`]),
    ...(own === undefined ? [] : [`@id("guest-${id}-own")\n${scope(own)}\nwhen { ${OWN} };`]),
    customRoles(id, action, sensitive === true ? TRUSTED.sensitive : TRUSTED.usual),
  ];
}

/** What custom roles may be given of it (AZN-2), as custom-roles.cedar says it of documents. */
function customRoles(id: string, action: string, trusted: string): string {
  const grant = (own: boolean, isTrusted: boolean): string =>
    `principal.grants.contains({ "tenant": resource.tenant, "permission": "${action}", "own": ${own}, "trusted": ${isTrusted} })`;
  const cases = [
    grant(false, false),
    `(${grant(true, false)} && ${OWN})`,
    `(${grant(false, true)} && ${trusted})`,
    `(${grant(true, true)} && ${OWN} && ${trusted})`,
  ];
  return `@id("custom-guest-${id}")\npermit (principal is Ringwall::Person, action == Ringwall::Action::"${action}", resource)\nwhen {\n  ${cases.join(' ||\n  ')}\n};`;
}
