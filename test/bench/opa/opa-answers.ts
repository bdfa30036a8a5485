import { loadPolicy } from '@open-policy-agent/opa-wasm';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer, Right } from '../matrix';

/** OPA with `rights.rego`, compiled. Rights are parsed once, and each request on its way into the module, as that library is used. */
export async function opaAnswers(rights: readonly Right[]): Promise<Answer> {
  const policy = await loadPolicy(readFileSync(join(__dirname, 'rights.wasm')));
  policy.setData({ rights: scopesByRole(rights) });
  return ({ principal: { id, tenant, roles }, action, resource }) => {
    const [answer] = policy.evaluate({ principal: { id, tenant, role: roles[0] }, action, resource }) as readonly { readonly result: boolean }[];
    return answer?.result ?? false;
  };
}

/** By role and action, so that OPA looks a right up, which is faster than to look through a list of them. */
function scopesByRole(rights: readonly Right[]): Readonly<Record<string, Readonly<Record<string, Right['scope']>>>> {
  const roles = [...new Set(rights.map(({ role }) => role))];
  const scopesOf = (wanted: string) => Object.fromEntries(rights.filter(({ role }) => role === wanted).map(({ action, scope }) => [action, scope]));
  return Object.fromEntries(roles.map((role) => [role, scopesOf(role)]));
}
