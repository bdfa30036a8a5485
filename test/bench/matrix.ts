import type { AccessRequest } from '../../lambdas/shared/authorization/request';
import { ACTIONS, CALM, resourceOf, ROLES, someone } from '../support/access-requests';
import { cedarEngine } from '../support/cedar';

/** Whether a request is permitted. */
export type Answer = (request: AccessRequest) => boolean;

/** What a role may do with an action: to all of the tenant, or only to what the person created. */
export interface Right {
  readonly role: string;
  readonly action: string;
  readonly scope: 'all' | 'own';
}

const CREATORS = ['account/ann', 'account/bob'];

/** Cedar's own engine with all our policies. */
export function cedarAnswers(): Answer {
  const cedar = cedarEngine();
  return (request) => cedar(request).outcome === 'permitted';
}

/** Each role with each action, on what oneself and another created, in the own tenant and in another. */
export function questions(): readonly AccessRequest[] {
  const everybody = ROLES.filter((role) => role !== 'API').map((role) => someone({ roles: [role] }));
  return everybody.flatMap((principal) =>
    ACTIONS.flatMap((action) =>
      CREATORS.flatMap((creator) => ['acme', 'other'].map((tenant) => ({ principal, action, resource: resourceOf(action, creator, tenant), context: CALM }))),
    ),
  );
}

/** The rights of each role, found by asking. */
export function rightsBy(answer: Answer): readonly Right[] {
  const [own = '', another = ''] = CREATORS;
  const may = (role: string, action: string, creator: string) =>
    answer({ principal: someone({ roles: [role] }), action, resource: resourceOf(action, creator), context: CALM });
  return ROLES.flatMap((role) =>
    ACTIONS.filter((action) => may(role, action, own)).map((action) => ({ role, action, scope: may(role, action, another) ? 'all' : 'own' }) as const),
  );
}
