import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { permissionFiles } from '../infrastructure/permission-files';
import { compiledPolicies, publishedPolicies } from '../policies/cedar-files';
import { readPolicyFiles } from '../policies/policy-files';
import { writeDocuments } from './docs';

type Texts = Iterable<readonly [path: string, text: string | undefined]>;

/**
 * Writes what follows from the permissions of contracts and guests: the authorizer's table, the guests' policies, what Cedar's files
 * compile to and are published as, the documents. Answers with the paths of those that changed.
 * @throws {GuestError} for a guest that can't be deployed safely, and then nothing is written
 * @throws {NotCompilableError} for a policy that can't be compiled
 */
export function writePermissions(root: string): string[] {
  const followed = write(root, permissionFiles());
  const policies = readPolicyFiles();
  const compiled = write(root, [
    ['lambdas/shared/authorization/compiled-policies.ts', compiledPolicies(policies)],
    ['lib/policies/published-policies.json', `${JSON.stringify(publishedPolicies(policies), null, 2)}\n`],
  ]);
  return [...followed, ...compiled, ...writeDocuments(root)];
}

function write(root: string, texts: Texts): string[] {
  const changed = [...texts].filter(([path, text]) => textAt(join(root, path)) !== text);
  for (const [path, text] of changed) {
    if (text === undefined) rmSync(join(root, path));
    else writeFileSync(join(root, path), text);
  }
  return changed.map(([path]) => path);
}

function textAt(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
