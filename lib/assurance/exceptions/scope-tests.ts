import type { EntryTest, Standard } from './entry-test';
import type { Exception } from './exception';
import { NEVER_EXCEPTED, PROTECTED_ENVIRONMENTS } from './never-excepted';

const ID = /^EX-\d{3}$/;
const PATTERN = /[*?[\]{}]/;

/** What must hold of an entry's name, reason, people and reach. */
export const SCOPE_TESTS: readonly EntryTest[] = Object.freeze([
  { code: 'MALFORMED_ID', severity: 'failure', problem: malformedId },
  { code: 'TEXT_MISSING', severity: 'failure', problem: missingText },
  { code: 'UNKNOWN_CONTROL', severity: 'failure', problem: unknownControl },
  { code: 'CONSTRUCTS_NOT_EXACT', severity: 'failure', problem: inexactConstructs },
  { code: 'FINDINGS_NOT_EXACT', severity: 'failure', problem: inexactFindings },
  { code: 'UNKNOWN_ENVIRONMENT', severity: 'failure', problem: unknownEnvironment },
  { code: 'SELF_APPROVED', severity: 'failure', problem: selfApproved },
  { code: 'NEVER_EXCEPTED', severity: 'failure', problem: neverExcepted },
]);

function malformedId({ id }: Exception): string | undefined {
  return ID.test(id) ? undefined : 'its ID must read EX- and three digits, such as EX-007';
}

function missingText({ rule, reason, compensatingControl }: Exception): string | undefined {
  const texts = Object.entries({ rule, reason, 'compensatingControl.sentence': compensatingControl.sentence });
  const empty = texts.filter(([, text]) => text.trim() === '').map(([name]) => name);
  return empty.length === 0 ? undefined : `${empty.join(' and ')} must not be empty`;
}

function unknownControl({ compensatingControl }: Exception, { controls }: Standard): string | undefined {
  const named = compensatingControl.controls;
  if (named.length === 0) return 'it must name at least one compensating control';
  const unknown = named.filter((id) => !controls.includes(id));
  return unknown.length === 0 ? undefined : `the catalogue has no control ${unknown.join(', ')}`;
}

function inexactConstructs({ constructs }: Exception): string | undefined {
  if (constructs.length === 0) return 'it must name at least one construct';
  const wrong = constructs.find((path) => path === '' || PATTERN.test(path));
  if (wrong !== undefined) return `'${wrong}' is no construct path; constructs are listed one by one, without patterns`;
  return repeated(constructs);
}

function inexactFindings({ findings }: Exception): string | undefined {
  if (findings === undefined) return undefined;
  return findings.length === 0 ? 'its list of findings is empty; name them, or leave the list out' : repeated(findings);
}

function unknownEnvironment({ environments }: Exception, standard: Standard): string | undefined {
  if (environments.length === 0) return 'it must name at least one environment';
  const unknown = environments.filter((name) => !standard.environments.includes(name));
  if (unknown.length === 0) return repeated(environments);
  return `there is no environment ${unknown.join(', ')}; it may name ${standard.environments.join(', ')}`;
}

function selfApproved({ owner, approver }: Exception): string | undefined {
  return owner === approver ? `the role ${owner} owns it and approved it; another role must approve it` : undefined;
}

function neverExcepted({ rule, environments }: Exception): string | undefined {
  const claim = NEVER_EXCEPTED.get(rule);
  const named = environments.filter((name) => PROTECTED_ENVIRONMENTS.includes(name));
  if (claim === undefined || named.length === 0) return undefined;
  return `it may never be excepted in ${named.join(', ')}, because ${claim}; fix the finding and delete the environment from the entry`;
}

function repeated(list: readonly string[]): string | undefined {
  const again = list.find((item, index) => list.indexOf(item) !== index);
  return again === undefined ? undefined : `'${again}' is listed twice`;
}
