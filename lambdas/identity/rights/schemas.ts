import * as z from 'zod/mini';
import { RESTRICTION_GROUNDS } from '../domain/account';

/** The bodies of the routes, by the names of their models at the gateway. */
export const schemas = Object.freeze({
  RestrictionRequest: z.strictObject({ ground: z.enum(RESTRICTION_GROUNDS) }),
});
