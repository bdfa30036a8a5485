import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { assertThat, type Deployed, type Flow } from '../flow';
import { viewerOf } from '../member';
import { expectProblem, expectStatus, newVisitor, signedIn } from '../person';
import { documentsOf } from '../records';
import { noteSecret } from '../used-secrets';
import type { Visitor } from '../visitor';

const made = z.object({ document_id: z.string(), version: z.number() });
const page = z.object({ documents: z.array(z.object({ document_id: z.string() })), next_cursor: z.string().nullable() });
const FILE = '%PDF-1.7 as far as anybody looks\n%%EOF\n';

/** AZN-3, AZN-7. */
export const documentsAreTheirCreators: Flow = {
  claim:
    "A document is read, listed and changed by its creator, by the version that was read; to another tenant, and to a viewer of its own, it is the same 404 as one that isn't there",
  evidence: 'real-server',
  drive: async (deployed) => {
    const { visitor } = await signedIn(deployed);
    const strangers = [(await signedIn(deployed)).visitor, await viewerOf(deployed, visitor)];
    await expectStatus(newVisitor(deployed).call('GET', '/documents'), 401);
    const wanted = wantedDocument(deployed);
    const { document_id: id } = made.parse((await expectStatus(visitor.call('POST', '/documents', wanted), 201)).body);
    const read = await expectStatus(visitor.call('GET', `/documents/${id}`), 200);
    const { body, contact_email: email } = z.object({ body: z.string(), contact_email: z.string() }).parse(read.body);
    assertThat(body === wanted.body && email === wanted.contact_email, 'the document holds something else than was sent');
    for (const stranger of strangers)
      for (const asked of [id, randomUUID()]) {
        await expectProblem(stranger.call('GET', `/documents/${asked}`), 404, 'unknown-document');
        assertThat((await listed(stranger)).length === 0, 'a stranger is listed a document');
      }
    await expectProblem(visitor.call('PATCH', `/documents/${id}`, { title: 'B' }), 428, 'precondition-required');
    await expectProblem(visitor.call('PATCH', `/documents/${id}`, { title: 'B' }, { 'If-Match': '"2"' }), 412, 'stale-version');
    await expectStatus(visitor.call('PATCH', `/documents/${id}`, { title: 'B' }, { 'If-Match': String(read.headers.etag) }), 200);
    for (let more = 0; more < 2; more++) await expectStatus(visitor.call('POST', '/documents', wantedDocument(deployed)), 201);
    assertThat((await listed(visitor)).length === 3, 'the pages of the list hold other than the three documents');
    await expectStatus(visitor.call('GET', '/documents?limit=101'), 400);
    for (const stranger of strangers) await expectRefused(stranger, id);
    const exported = await expectStatus(visitor.call('GET', '/documents/export'), 200);
    assertThat(String(exported.headers['content-disposition']).startsWith('attachment;'), 'the export is shown, and not saved');
    assertThat(String(exported.body).trimEnd().split('\n').length === 3, 'the export holds other than the three documents');
    await expectProblem(visitor.call('DELETE', `/documents/${id}`, undefined, { 'If-Match': '"1"' }), 412, 'stale-version');
    await expectStatus(visitor.call('DELETE', `/documents/${id}`, undefined, { 'If-Match': '"2"' }), 204);
    await expectProblem(visitor.call('GET', `/documents/${id}`), 404, 'unknown-document');
    await expectTrail(deployed, id, strangers.length + 1);
    return 'three documents on two pages; 404 to another tenant and to a viewer, 428 and 412 without the version that was read; exported, and deleted by its version';
  },
};

/** AVL-4. */
export const writesHappenOnce: Flow = {
  claim: 'A document that is sent twice with one Idempotency-Key is made once, and answered as the first time; another one with that key is refused',
  evidence: 'real-server',
  drive: async (deployed) => {
    const { visitor } = await signedIn(deployed);
    const [wanted, key] = [wantedDocument(deployed), { 'Idempotency-Key': randomUUID() }];
    const first = await expectStatus(visitor.call('POST', '/documents', wanted, key), 201);
    const again = await expectStatus(visitor.call('POST', '/documents', wanted, key), 201);
    assertThat(JSON.stringify(first.body) === JSON.stringify(again.body), 'the second answer is another one');
    assertThat(again.headers['idempotency-replayed'] === 'true', 'the second answer is not marked');
    await expectProblem(visitor.call('POST', '/documents', wantedDocument(deployed), key), 422, 'idempotency-key-reused');
    await expectProblem(visitor.call('POST', '/documents', wanted, { 'Idempotency-Key': 'short' }), 400, 'invalid-idempotency-key');
    const [many, shared] = [wantedDocument(deployed), { 'Idempotency-Key': randomUUID() }];
    const answers = await Promise.all(Array.from({ length: 5 }, () => visitor.call('POST', '/documents', many, shared)));
    assertThat(
      answers.every(({ status }) => status === 201 || status === 409),
      `at once: ${answers.map(({ status }) => String(status)).join()}`,
    );
    assertThat((await listed(visitor)).length === 2, 'a document was made twice');
    return `two documents of eight attempts; five at once were answered ${answers
      .map(({ status }) => String(status))
      .toSorted()
      .join(', ')}`;
  },
};

/** EDGE-13. */
export const inputIsJudgedOnEachLevel: Flow = {
  claim: 'The gateway refuses what its model refuses, the service what says nothing; a file is what its bytes say, and comes back to be saved',
  evidence: 'real-server',
  drive: async (deployed) => {
    const { visitor } = await signedIn(deployed);
    const wanted = wantedDocument(deployed);
    for (const wrong of [{ title: 'a\u0000b' }, { title: 'a\u202eb' }, { title: 'x'.repeat(201) }, { title: 1 }, { more: true }, { contact_email: 'nobody' }])
      await expectStatus(visitor.call('POST', '/documents', { ...wanted, ...wrong }), 400);
    await expectProblem(visitor.call('POST', '/documents', { ...wanted, title: '- - -' }), 422, 'empty-title');
    const { document_id: id } = made.parse((await expectStatus(visitor.call('POST', '/documents', wanted), 201)).body);
    const upload = (content: Buffer) => visitor.call('PUT', `/documents/${id}/attachment`, { content: content.toString('base64') }, { 'If-Match': '"1"' });
    for (const content of [
      Buffer.from('MZ\u0090\u0000 a program'),
      Buffer.from('<html><script>alert(1)</script>'),
      Buffer.from('PK\u0003\u0004 a zip'),
      Buffer.from('%PDF-<html><script>'),
    ])
      await expectProblem(upload(content), 422, 'unsupported-file');
    await expectStatus(visitor.call('PUT', `/documents/${id}/attachment`, { content: '!' }, { 'If-Match': '"1"' }), 400);
    await expectStatus(upload(Buffer.from(FILE)), 200);
    const file = await expectStatus(visitor.call('GET', `/documents/${id}/attachment`, undefined, { Accept: 'application/octet-stream' }), 200);
    const { 'content-type': type, 'content-disposition': disposition, 'x-content-type-options': sniffing } = file.headers;
    assertThat(type === 'application/pdf' && sniffing === 'nosniff', `the file is served as ${String(type)}`);
    assertThat(disposition === `attachment; filename="document-${id}.pdf"`, `the file is served as ${String(disposition)}`);
    assertThat(file.body === FILE, 'the file is another one');
    await expectProblem(visitor.call('GET', `/documents/${id}/attachment`), 406, 'not-acceptable');
    return 'six bodies are refused by the gateway, a title by the service, four files by their bytes; a PDF comes back as an attachment of its own type';
  },
};

/** The owner of another tenant sees nothing to delete; a viewer may delete nothing. */
/** AUD-2: the one reading, and at least so many denials, each with what it rests on. */
async function expectTrail(deployed: Deployed, id: string, denials: number): Promise<void> {
  const events = (await documentsOf(deployed, 'outbox')).filter(({ resource }) => resource === `document/${id}`);
  const decided = events.filter(({ action }) => action === 'document.read' || action === 'access.denied');
  assertThat(decided.filter(({ action }) => action === 'document.read').length === 1, 'the trail has other than one reading of the document');
  assertThat(decided.length >= 1 + denials, 'a denial on the document is missing in the trail');
  const grounds = z.object({ policy: z.string(), policySet: z.string().length(64), reason: z.string() });
  for (const { details } of decided) assertThat(grounds.safeParse(details).success, 'an event of a decision lacks policy, policy set or reason');
}

async function expectRefused(stranger: Visitor, id: string): Promise<void> {
  const { status } = await stranger.call('DELETE', `/documents/${id}`, undefined, { 'If-Match': '"2"' });
  assertThat(status === 403 || status === 404, `a stranger's deletion is answered ${String(status)}`);
}

/** Nothing of it may be in a log. */
function wantedDocument({ front }: Deployed): { readonly title: string; readonly body: string; readonly contact_email: string } {
  const body = `confidential ${randomBytes(12).toString('hex')}`;
  noteSecret(front, body);
  return { title: 'A', body, contact_email: `contact-${randomBytes(6).toString('hex')}@example.net` };
}

async function listed(visitor: Visitor): Promise<readonly string[]> {
  const found: string[] = [];
  for (let path = '/documents?limit=2'; ;) {
    const { documents, next_cursor: next } = page.parse((await expectStatus(visitor.call('GET', path), 200)).body);
    found.push(...documents.map(({ document_id: id }) => id));
    if (next === null) return found;
    path = `/documents?limit=2&cursor=${next}`;
  }
}
