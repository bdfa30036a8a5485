/** Stops the server that `globalSetup` started, and removes its folder. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.ringwallPostgres?.stop();
}
