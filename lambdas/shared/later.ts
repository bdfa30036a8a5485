/**
 * Loads a part when it is first asked for, once; after a failure the next who asks tries again. Behind an `import()` stands a file of
 * its own in the function's folder: what few requests need takes no time of a cold start (decision 0106).
 */
export function later<Part>(load: () => Promise<Part>): () => Promise<Part> {
  let part: Promise<Part> | undefined;
  return () => {
    part ??= load().catch((error: unknown) => {
      part = undefined;
      throw error;
    });
    return part;
  };
}
