import { personOf } from '../../shared/http/principal';
import { route, type RoutesOf } from '../../shared/http/route';
import type { contract } from './contract';
import type { StepUpParts } from './parts';
import { stepUpBody } from './schemas';
import { stepUp } from './step-up';

/** The route of the step-up. */
export function stepUpRoutes(parts: StepUpParts): RoutesOf<typeof contract> {
  return { 'POST /auth/step-up': route(stepUpBody, (request) => stepUp(parts, personOf(request), request)) };
}
