import { deniedFacts } from '../../shared/audit/denied';
import type { PolicyParts } from '../../shared/authorization/decide-for';
import type { Request } from '../../shared/http/request';
import type { Route, RouteTable } from '../../shared/http/route';
import { aboutCall } from './about-call';
import { Denial } from './denial';
import { isRecorded, type RecordingParts } from './is-recorded';

/** What denials are recorded with. */
export interface DenialParts extends RecordingParts, Pick<PolicyParts, 'policySet'> {}

/** What was denied to whom can be told in clear where it is named by a pseudonym. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The same routes; each denial is in the trail before its caller hears of it (AUD-2). One that can't be written stays a denial, and
 * the log says so (decision 0112).
 */
export function recordDenials<Routes extends RouteTable>(parts: DenialParts, routes: Routes): Routes {
  return Object.fromEntries(Object.entries(routes).map(([name, route]) => [name, recording(parts, name, route)])) as Routes;
}

function recording(parts: DenialParts, name: string, route: Route): Route {
  const run: Route['run'] = async (request, raw) => {
    try {
      return await route.run(request, raw);
    } catch (error) {
      if (error instanceof Denial) await recordDenial(parts, name, error, request);
      throw error;
    }
  };
  return { ...route, run };
}

/** Nobody is denied who isn't known: routes that ask who calls answer 401 then. */
async function recordDenial(parts: DenialParts, name: string, { because }: Denial, request: Request): Promise<void> {
  const { principal: caller, params } = request;
  if (caller === undefined) return;
  const [method = '', path = ''] = name.split(' ');
  const about = aboutCall({ method, path }, caller, caller.kind === 'person' ? caller.entered : undefined);
  const target = Object.values(params).find((value) => UUID.test(value));
  const details = { ...about.details, ...(target === undefined ? {} : { target }) };
  await isRecorded(parts, [deniedFacts({ policySet: parts.policySet, ...because }, { ...about, details })], request);
}
