import { chownSync } from 'node:fs';
import { NoOtherUserError } from '../errors';
import { run } from '../install/run';

/** Users that systems bring along, to run the servers where this process is root. None is created. */
const CANDIDATES = ['postgres', 'nobody'];

/** Whoever isn't root, as whom a server runs. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * As whom the servers run: `undefined`, which is as whoever runs this, unless that is root, whom PostgreSQL refuses.
 * @throws {NoOtherUserError} for root without another user
 */
export async function serverUser(): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of CANDIDATES) {
    const [uid, gid] = [await run('id', ['-u', name]), await run('id', ['-g', name])];
    if (uid.code === 0 && gid.code === 0) return { name, uid: Number(uid.output), gid: Number(gid.output) };
  }
  throw new NoOtherUserError(CANDIDATES);
}

/** Gives files to that user. */
export function giveTo(user: ServerUser | undefined, ...paths: string[]): void {
  if (user !== undefined) for (const path of paths) chownSync(path, user.uid, user.gid);
}
