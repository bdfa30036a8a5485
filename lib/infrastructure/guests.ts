/**
 * The services of the team's own, one line each: `export { invoices } from '../../lambdas/guests/invoices';`. All else follows from
 * these lines (docs/guests.md). Run `npx ringwall permissions` after a change.
 */
export {};
