import { permissionFiles } from '../infrastructure/permission-files';
import { generatedDocuments } from './docs';
import { writeTexts } from './write-texts';

/**
 * Writes what follows from the permissions of contracts and guests: the authorizer's table, the guests' policies, what Cedar's files
 * compile to and are published as, the documents. Answers with the paths of those that changed. Nothing is written when it throws.
 * @throws {GuestError}, {RouteError} for a guest or a route that can't be deployed safely
 * @throws {NotCompilableError} for a policy that can't be compiled
 */
export function writePermissions(root: string): string[] {
  return writeTexts(root, new Map([...permissionFiles(), ...generatedDocuments(root)]));
}
