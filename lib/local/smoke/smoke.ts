import type { Deployed, Flow } from './flow';
import { flows } from './flows/all';

/** How a flow went. */
export interface SmokeRow {
  readonly claim: string;
  readonly evidence: Flow['evidence'];
  readonly passed: boolean;
  /** What was seen, or what went wrong. */
  readonly detail: string;
}

/** Drives every flow, one after another; one that fails stops none of the others. */
export async function smoke(deployed: Deployed, driven: readonly Flow[] = flows): Promise<readonly SmokeRow[]> {
  const rows: SmokeRow[] = [];
  for (const { claim, evidence, drive } of driven) {
    const outcome = await drive(deployed).then(
      (detail) => ({ passed: true, detail }),
      (error: unknown) => ({ passed: false, detail: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }),
    );
    rows.push({ claim, evidence, ...outcome });
  }
  return rows;
}
