import * as z from 'zod/mini';

const providers = z.array(z.object({ id: z.string(), name: z.string() }));

/** What the page shows of the configured identity providers: IDs and names, and nothing else of them. */
export function namesOf(json: string): readonly { readonly id: string; readonly name: string }[] {
  return providers.parse(JSON.parse(json)).map(({ id, name }) => ({ id, name }));
}
