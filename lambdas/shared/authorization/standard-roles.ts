// Made of policies/standard-roles.json, and never written by hand: npx ringwall permissions makes it anew (decision 0103).
import type { CustomRole } from './custom-role';

/** P's three roles, beside those of T (AZN-2). P's `profile` is called `account` here. */
export const STANDARD_ROLES: readonly CustomRole[] = [
  {"id":"super-admin","name":"Super Administrator","permissions":[{"resource":"*","actions":["*"]}],"scope":"global"},
  {"id":"tenant-admin","name":"Tenant Administrator","permissions":[{"resource":"users","actions":["read","write","delete"]},{"resource":"settings","actions":["read","write"]},{"resource":"billing","actions":["read"]}],"scope":"tenant"},
  {"id":"user","name":"Standard User","permissions":[{"resource":"account","actions":["read","write","protect"]}],"scope":"user"},
];
