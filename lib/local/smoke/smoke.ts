import type { Deployed, Flow } from './flow';
import { flows, type Flows } from './flows/all';

/** How a flow went. */
export interface SmokeRow {
  readonly claim: string;
  readonly evidence: Flow['evidence'];
  readonly passed: boolean;
  /** What was seen, or what went wrong. */
  readonly detail: string;
}

/** People who are about at once: a flow waits more than it computes, for mails and for the next code of an authenticator app. */
const PEOPLE_AT_ONCE = 4;

/** Drives every flow; one that fails stops none of the others. */
export async function smoke(deployed: Deployed, { environment, people, closing }: Flows = flows): Promise<readonly SmokeRow[]> {
  return [...(await driveAll(deployed, environment, 1)), ...(await driveAll(deployed, people, PEOPLE_AT_ONCE)), ...(await driveAll(deployed, closing, 1))];
}

async function driveAll(deployed: Deployed, driven: readonly Flow[], atOnce: number): Promise<readonly SmokeRow[]> {
  const rows: SmokeRow[] = [];
  const waiting = driven.entries();
  const driveNext = async () => {
    for (const [index, flow] of waiting) rows[index] = await drive(deployed, flow);
  };
  await Promise.all(Array.from({ length: atOnce }, driveNext));
  return rows;
}

async function drive(deployed: Deployed, { claim, evidence, drive: driving }: Flow): Promise<SmokeRow> {
  const outcome = await driving(deployed).then(
    (detail) => ({ passed: true, detail }),
    (error: unknown) => ({ passed: false, detail: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }),
  );
  return { claim, evidence, ...outcome };
}
