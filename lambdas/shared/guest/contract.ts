import type { FunctionContract, RouteContract } from '../contract';
import type { Guest } from './guest';

/** A record is made once under a key (AVL-4): by a POST, as far as a description can tell. */
const ONCE: Pick<RouteContract<string>, 'answers' | 'headers'> = { headers: { 'Idempotency-Key': 'optional' }, answers: ['Idempotency-Replayed'] };

/** What a guest's function promises its infrastructure: every guest has the same, and a table of its own. */
export function guestContract({ name, description, routes }: Guest): FunctionContract<string> {
  return {
    path: `guests/${name}`,
    name: guestName(name),
    description,
    trigger: 'request',
    timeoutSeconds: 15,
    memoryMegabytes: 512,
    variables: [
      guestTableVariable(name),
      'OUTBOX_TABLE',
      'COUNTERS_TABLE',
      'RATE_LIMITS',
      'SESSION_KEYS_SECRET',
      'HASH_KEYS_SECRET',
      'APP_ORIGIN',
      'SITE_ORIGIN',
      'POLICY_SET',
    ],
    actions: {
      [guestName(name)]: ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
      [guestTableKey(name)]: ['kms:Decrypt'],
      outboxTable: ['dynamodb:PutItem'],
      countersTable: ['dynamodb:UpdateItem'],
      identityTableKeys: ['kms:Decrypt'],
      ringSecrets: ['secretsmanager:GetSecretValue'],
      secretsKey: ['kms:Decrypt'],
    },
    routes: Object.entries(routes).map(([route, { permission, body }]) => {
      const [method, path] = route.split(' ') as [RouteContract['method'], RouteContract['path']];
      const once = method === 'POST' ? ONCE : {};
      return { method, path, access: { permission }, query: 'any', ...(body === undefined ? {} : { model: guestModel(route) }), ...once };
    }),
  };
}

/** The variable with the name of a guest's table. */
export function guestTableVariable(name: string): string {
  return `${guestName(name).replaceAll('-', '_').toUpperCase()}_TABLE`;
}

/**
 * What a guest's function, role and table are called within the environment, and the kind of resource that the table is: as nothing
 * of ours is, so that no policy that names roles means it.
 */
export function guestName(name: string): string {
  return `guest-${name}`;
}

/** The kind of resource that is its key. */
export function guestTableKey(name: string): string {
  return `${guestName(name)}:key`;
}

/** The gateway's model of a route's body: `GuestPostInvoices`. */
export function guestModel(route: string): string {
  const words = route.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return ['guest', ...words].map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join('');
}
