import * as z from 'zod/mini';
import type { Reply } from '../shared/http/request';
import { guest, type GuestCall } from '../shared/guest/guest';

const cents = z.int().check(z.minimum(1), z.maximum(100_000_000));
const reference = z.string().check(z.maxLength(30), z.regex(/^[A-Z0-9-]{1,30}$/));

/** What `POST /invoices` takes. */
const newInvoice = z.strictObject({ reference, amount_cents: cents });
/** What `PATCH /invoices/{invoice}` takes. */
const payment = z.strictObject({ status: z.literal('paid') });
/** What is kept. */
const invoice = z.strictObject({ reference, amountCents: cents, status: z.enum(['open', 'paid', 'withdrawn']) });

type Invoice = z.infer<typeof invoice>;
type Call<Body = undefined> = GuestCall<Body, Invoice>;

/** Members write and see their own invoices, administrators all of their tenant; to remove one is a sensitive action. */
export const invoices = guest({
  name: 'invoices',
  description: 'Keeps the invoices of a tenant.',
  record: invoice,
  permissions: {
    'invoices:write': { all: 'MEMBER' },
    'invoices:read': { own: 'MEMBER', all: 'ADMIN' },
    'invoices:settle': { own: 'MEMBER', all: 'ADMIN' },
    'invoices:remove': { all: 'ADMIN', sensitive: true },
  },
  routes: (route) => ({
    'POST /invoices': route('invoices:write', newInvoice, writeInvoice),
    'GET /invoices': route('invoices:read', undefined, listInvoices),
    'GET /invoices/{invoice}': route('invoices:read', undefined, readInvoice),
    'PATCH /invoices/{invoice}': route('invoices:settle', payment, settleInvoice),
    'POST /invoices/{invoice}/withdrawal': route('invoices:settle', undefined, withdrawInvoice),
    'DELETE /invoices/{invoice}': route('invoices:remove', undefined, removeInvoice),
  }),
});

async function writeInvoice({ request, records }: Call<z.infer<typeof newInvoice>>): Promise<Reply> {
  const { reference: given, amount_cents: amountCents } = request.body;
  const { id } = await records.create({ reference: given, amountCents, status: 'open' });
  return { status: 201, body: { id }, headers: { Location: `/invoices/${id}` } };
}

async function listInvoices({ request, records }: Call): Promise<Reply> {
  const { records: found, next } = await records.list(request.query.after);
  return { status: 200, body: { invoices: found.map(({ id, value }) => ({ id, ...value })), next } };
}

async function readInvoice({ request, records }: Call): Promise<Reply> {
  const { id, value } = await records.find(request.params.invoice ?? '');
  return { status: 200, body: { id, ...value } };
}

async function settleInvoice({ request, records }: Call<z.infer<typeof payment>>): Promise<Reply> {
  const found = await records.find(request.params.invoice ?? '');
  const { id, value } = await records.replace(found, { ...found.value, status: request.body.status });
  return { status: 200, body: { id, ...value } };
}

async function withdrawInvoice({ request, records }: Call): Promise<Reply> {
  const found = await records.find(request.params.invoice ?? '');
  await records.replace(found, { ...found.value, status: 'withdrawn' });
  return { status: 204 };
}

async function removeInvoice({ request, records }: Call): Promise<Reply> {
  await records.remove(await records.find(request.params.invoice ?? ''));
  return { status: 204 };
}
