/** A document as the database has it: its personal and confidential fields sealed. */
export interface StoredDocument {
  readonly id: string;
  /** `account/<id>` or `api-key/<id>`. */
  readonly creator: string;
  readonly title: string;
  readonly body: Uint8Array;
  readonly contactEmail: Uint8Array | undefined;
  /** Counts changes. */
  readonly version: number;
  /** UTC, with microseconds, as the server writes it. */
  readonly createdAt: string;
  /** The type of its file. */
  readonly mediaType: string | undefined;
}

/** What a list shows of a document: nothing that is sealed. */
export function describeDocument({ id, creator, title, version, createdAt, mediaType }: Omit<StoredDocument, 'body' | 'contactEmail'>) {
  return {
    document_id: id,
    title,
    creator,
    version,
    created_at: `${createdAt.replace(' ', 'T').slice(0, 19)}Z`,
    ...(mediaType === undefined ? {} : { attachment: mediaType }),
  };
}
