import * as z from 'zod/mini';
import { InvalidCursorError } from '../../shared/http/errors';
import { openCursor } from '../../shared/http/open-cursor';
import { secondsOf } from '../../shared/seconds-of';
import type { AuditQuery } from '../domain/audit-query';
import type { AuditEventParts } from './parts';

/** Where a list goes on, over the same stretch of time as on its first page. */
export interface Place {
  readonly from: string;
  readonly until: string;
  /** The moment of the event that comes before it; `undefined` at the beginning. */
  readonly after: string | undefined;
}

/** For how long a list may be gone on with. */
const LASTS_SECONDS = 3600;

const sealed = z.strictObject({ from: z.string(), until: z.string(), after: z.string(), expiresAt: z.number() });

/** A cursor as clients see it: sealed for the tenant and the filters. */
export async function sealPlace(
  { sessionKeys, clock }: AuditEventParts,
  tenant: string,
  asked: AuditQuery,
  { from, until, after }: Place & { readonly after: string },
): Promise<string> {
  return sessionKeys.seal(useOf(tenant, asked), JSON.stringify({ from, until, after, expiresAt: secondsOf(clock) + LASTS_SECONDS }));
}

/** @throws {InvalidCursorError} when it was given out in another tenant, for other filters, or more than an hour ago */
export async function openPlace({ sessionKeys, clock }: AuditEventParts, tenant: string, asked: AuditQuery): Promise<Place> {
  const { cursor, from, until } = asked;
  if (cursor === undefined) return { from, until, after: undefined };
  const { expiresAt, ...place } = sealed.parse(JSON.parse(await openCursor(sessionKeys, useOf(tenant, asked), cursor)));
  if (expiresAt <= secondsOf(clock)) throw new InvalidCursorError();
  return place;
}

function useOf(tenant: string, { filters }: AuditQuery): string {
  return `cursor of audit events ${tenant} ${filters}`;
}
