import { EmptyTitleError } from './errors';

/**
 * A rule of the service, which no schema at the gateway knows (EDGE-13): a title says something.
 * @throws {EmptyTitleError} when it is signs and spaces alone
 */
export function checkTitle(title: string): void {
  if (!/[\p{L}\p{N}]/u.test(title)) throw new EmptyTitleError();
}
