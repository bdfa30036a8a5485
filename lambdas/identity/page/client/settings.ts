/** What the server tells the page. */
export interface Settings {
  readonly api: string;
  readonly providers: readonly { readonly id: string; readonly name: string }[];
  /** Whether text messages are offered. */
  readonly textMessages: boolean;
}

/** Reads the attributes of the page's element. */
export function readSettings({ api = '', providers = '[]', textMessages }: DOMStringMap): Settings {
  return { api, providers: JSON.parse(providers) as Settings['providers'], textMessages: textMessages === 'true' };
}
