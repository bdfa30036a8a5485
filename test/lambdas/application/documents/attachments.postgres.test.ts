import { createTestDatabase, type TestDatabase } from '../../../support/postgres';
import { PDF, PNG } from '../../../support/files';
import { proves } from '../../../support/proves';
import type { Principal } from '../../../../lambdas/shared/http/request';
import { DocumentsWorld, type Answered } from './documents-world';

let database: TestDatabase;
let world: DocumentsWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await DocumentsWorld.on(database);
});

afterAll(() => database.drop());

const UPLOADS = { control: 'EDGE-13', part: 'uploads', evidence: 'real-server' } as const;

const upload = (principal: Principal, document: string, version: number, content: Buffer): Promise<Answered> =>
  world.call(principal, 'PUT /documents/{document}/attachment', {
    params: { document },
    headers: { 'If-Match': `"${String(version)}"` },
    body: { content: content.toString('base64') },
  });
const download = (principal: Principal, document: string, accept: string | undefined = 'application/octet-stream'): Promise<Answered> =>
  world.call(principal, 'GET /documents/{document}/attachment', { params: { document }, headers: { Accept: accept } });

describe('a file of a document', () => {
  proves(UPLOADS, 'a file is served as what its bytes are, to be saved under a name of ours, and never sniffed or shown', async () => {
    const member = world.person('MEMBER');
    const id = await world.create(member);
    expect(await upload(member, id, 1, PDF)).toMatchObject({ statusCode: 200, json: { version: 2, attachment: 'application/pdf' }, headers: { ETag: '"2"' } });
    const file = await download(member, id);
    expect(file).toMatchObject({ statusCode: 200, isBase64Encoded: true, body: PDF.toString('base64') });
    expect(file.headers).toMatchObject({
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="document-${id}.pdf"`,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      'Cache-Control': 'no-store',
    });
    expect(await upload(member, id, 2, PNG)).toMatchObject({ statusCode: 200, json: { attachment: 'image/png' } });
    expect((await download(member, id)).headers['Content-Type']).toBe('image/png');
    expect((await world.call(member, 'GET /documents/{document}', { params: { document: id } })).json).toMatchObject({ attachment: 'image/png', version: 3 });
  });

  proves(UPLOADS, 'a program, a page and a drawing with scripts are refused, whatever they are called, and a file that is too long', async () => {
    const member = world.person('MEMBER');
    const id = await world.create(member);
    for (const content of [
      'MZ\u0090\u0000',
      '<html><script>',
      '<svg onload="alert(1)">',
      'PK\u0003\u0004',
      '%PDF-<html><script>',
      'GIF89a=1;alert(1)',
      '#!/bin/sh',
    ])
      expect(await upload(member, id, 1, Buffer.from(content))).toMatchObject({ statusCode: 422, json: { code: 'unsupported-file' } });
    for (const length of [262_145, 300_000]) expect((await upload(member, id, 1, Buffer.alloc(length, 'x'))).statusCode).toBe(413);
    expect(await download(member, id)).toMatchObject({ statusCode: 404, json: { code: 'no-attachment' } });
  });

  proves(UPLOADS, 'the longest file that is admitted is stored sealed, and comes back as it was', async () => {
    const member = world.person('MEMBER');
    const id = await world.create(member);
    const content = Buffer.from(`${'x'.repeat(262_143)}!`);
    expect((await upload(member, id, 1, content)).statusCode).toBe(200);
    expect(Buffer.from((await download(member, id)).body, 'base64').equals(content)).toBe(true);
    const superuser = await database.connectAsSuperuser();
    const { rows } = await superuser.query<{ content: Buffer }>('SELECT content FROM app.attachments WHERE document_id = $1', [id]);
    expect(rows[0]!.content.subarray(0, 3).toString()).toBe('RWF');
    expect(rows[0]!.content.includes('xxxxxxxx')).toBe(false);
  });

  it('is changed and read by whom its document is, by the version that was read', async () => {
    const member = world.person('MEMBER');
    const id = await world.create(member);
    await upload(member, id, 1, PDF);
    for (const stranger of [world.person('OWNER'), world.person('MEMBER', member.tenant)]) {
      expect((await upload(stranger, id, 2, PDF)).statusCode).toBe(404);
      expect((await download(stranger, id)).statusCode).toBe(404);
    }
    expect((await upload(member, id, 1, PDF)).statusCode).toBe(412);
    const reader = world.key(['documents:read', 'read:all'], member.tenant);
    expect((await upload(reader, id, 2, PDF)).statusCode).toBe(403);
    expect((await download(reader, id)).statusCode).toBe(200);
  });

  it.each([
    'application/octet-stream;q=1',
    'application/octet-stream, */*',
    'application/octet-stream ; q=0.5,text/html',
    'application/octet-stream,application/pdf;q=0',
  ])('is served to who names bytes first: %s', async (accept) => {
    const member = world.person('MEMBER');
    const id = await world.create(member);
    await upload(member, id, 1, PDF);
    expect(await download(member, id, accept)).toMatchObject({ statusCode: 200, isBase64Encoded: true });
  });

  it('isn’t sent again to who has it, nor found by who says so of a document without one', async () => {
    const member = world.person('MEMBER');
    const id = await world.create(member);
    const again = (known: string) =>
      world.call(member, 'GET /documents/{document}/attachment', {
        params: { document: id },
        headers: { Accept: 'application/octet-stream', 'If-None-Match': known },
      });
    expect((await again('"1"')).statusCode).toBe(404);
    await upload(member, id, 1, PDF);
    expect(await again('"2"')).toMatchObject({ statusCode: 304, body: '', headers: { ETag: '"2"' } });
    expect((await again('"1"')).statusCode).toBe(200);
  });

  it.each([
    undefined,
    '*/*',
    'application/*',
    'text/html',
    'text/html, application/octet-stream',
    'Application/Octet-Stream',
    'application/octet-stream;q=0',
    'application/octet-stream; Q=0.000, */*',
    'application/octet-streams',
  ])('is not served to who accepts %s, as the gateway would send base64', async (accept) => {
    const member = world.person('MEMBER');
    const id = await world.create(member);
    expect(await world.call(member, 'GET /documents/{document}/attachment', { params: { document: id }, headers: { Accept: accept } })).toMatchObject({
      statusCode: 406,
      json: { code: 'not-acceptable' },
    });
  });
});
