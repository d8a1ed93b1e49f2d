interface Page<Entry> {
  entries: Entry[];
  /** Where the next page begins. */
  next: string | undefined;
}

/** The pages of a log from its oldest row up to the row `last`, each read when it is asked for. */
export async function* readForward<Entry extends { id: string }>(
  last: bigint,
  readAfter: (edge: string | undefined) => Promise<Page<Entry>>,
): AsyncGenerator<Entry[]> {
  let edge: string | undefined;
  do {
    const { entries, next } = await readAfter(edge);
    yield entries.filter(({ id }) => BigInt(id) <= last);
    edge = next !== undefined && BigInt(next) < last ? next : undefined;
  } while (edge !== undefined);
}
