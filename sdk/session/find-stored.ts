import type { AcceptedVerdict, HistoryPage, HistoryQuery, Place } from "../protocol";

const pageLimit = 500;
/** This clock and the server's may differ by as much. */
const clockSkewMs = 600_000;

/**
 * The verdict of a message whose verdict was lost, found by its id among what the place has stored since `sinceMs`;
 * undefined when it is not there.
 */
export async function findStored(
  read: (query: HistoryQuery) => Promise<HistoryPage>,
  { place, id, sinceMs }: { place: Place; id: string; sinceMs: number },
): Promise<AcceptedVerdict | undefined> {
  let before: number | undefined;
  while (true) {
    const page = await read({ place, before, limit: pageLimit });
    const found = page.messages.find(({ envelope }) => envelope.id === id);
    if (found) return { verdict: "accepted", id, sequence: found.sequence, duplicate: true };
    const oldest = page.messages[0];
    if (!oldest || !page.hasOlder || Date.parse(oldest.storedAt) < sinceMs - clockSkewMs) return undefined;
    before = oldest.sequence;
  }
}
