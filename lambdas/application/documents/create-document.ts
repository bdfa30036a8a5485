import { randomUUID } from 'node:crypto';
import { creatorOf } from '../../shared/authorization/decide-for';
import { inTenant } from '../../shared/database/in-tenant';
import { sql } from '../../shared/database/statement';
import { once } from '../../shared/idempotency/once';
import type { Reply, Request } from '../../shared/http/request';
import { checkTitle } from '../domain/check-title';
import { entityTag } from '../domain/entity-tag';
import { whoOf, type Actor } from '../../shared/authorization/actor';
import { moveOldest, writeEvent } from './events';
import type { DocumentParts } from './parts';
import type { CreateBody } from './schemas';
import { sealFields } from './sealed-fields';

/**
 * `POST /documents`: whoever the authorizer lets come here may make one. With an `Idempotency-Key` it is made once, however often it
 * is sent.
 * @throws {EmptyTitleError}; as {@link once}
 */
export async function createDocument(parts: DocumentParts, actor: Actor, request: Request<CreateBody>): Promise<Reply> {
  const { body, headers } = request;
  const { caller, tenant } = actor;
  checkTitle(body.title);
  const [id, creator] = [randomUUID(), creatorOf(caller)];
  const fields = await sealFields(parts, { tenant, id }, body);
  const event = await parts.audit.event({ ...whoOf(actor), action: 'document.created', result: 'success', resource: `document/${id}` }, request);
  const reply = await inTenant(parts.database, tenant, async (transaction) => {
    // Sign-in makes tenants in DynamoDB: here they are from their first write on, and nameless.
    await transaction.query(sql`INSERT INTO app.tenants (name) VALUES ('-') ON CONFLICT DO NOTHING`);
    return once(transaction, { caller: creator, key: headers['idempotency-key'], route: 'POST /documents', body }, async () => {
      await transaction.query(sql`
        INSERT INTO app.documents (id, creator, title, body, contact_email)
        VALUES (${id}::uuid, ${creator}, ${body.title}, ${fields.body}, ${fields.contactEmail})`);
      await writeEvent(transaction, event);
      return { status: 201, body: { document_id: id, version: 1 }, headers: { Location: `/documents/${id}`, ETag: entityTag(1) } };
    });
  });
  await moveOldest(parts, tenant);
  return reply;
}
