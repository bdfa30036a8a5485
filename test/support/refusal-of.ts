/** What a promise is refused with; `undefined` when it isn't. */
export async function refusalOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
    return undefined;
  } catch (error) {
    return error;
  }
}
