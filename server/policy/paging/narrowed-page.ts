import type { Position } from "./cursor";

/** Some rows of the list's order, as they were read in one go. */
export interface Window<Row> {
  /** Those that fit, in order. */
  rows: Row[];
  /** Where the next window begins; `undefined` at the end of the list. */
  end: Position | undefined;
}

export interface NarrowedList<Row> {
  /** At most `limit` fitting rows among the `size` that come after `after`. */
  readWindow(after: Position | undefined, size: number, limit: number): Promise<Window<Row>>;
  /** At most `limit` fitting rows after `after`, found by what they have to fit and then sorted. */
  readFitting(after: Position | undefined, limit: number): Promise<Row[]>;
  /** Whether those that fit are few enough to be found and sorted at once. */
  areFew(): Promise<boolean>;
  positionOf(row: Row): Position;
}

const firstWindow = 500;
const windowMax = 4_000;
const windowsMsMax = 40;

/**
 * A page of a list of millions that is narrowed to some, in time whatever they are. Many fitting rows soon fill a page that
 * is read along the order; few are found by an index and sorted. Many that all lie far along the order are neither: then the
 * page ends when its time does, with fewer rows than asked for, even none, and `next` goes on from there.
 */
export async function readNarrowedPage<Row>(
  list: NarrowedList<Row>,
  options: { after: Position | undefined; limit: number; msMax?: number },
): Promise<{ rows: Row[]; next: Position | undefined }> {
  const { limit, msMax = windowsMsMax } = options;
  const begin = performance.now();
  const rows: Row[] = [];
  let at = options.after;
  for (let size = firstWindow; ; size = Math.min(windowMax, size * 4)) {
    const window = await list.readWindow(at, Math.max(size, limit + 1), limit + 1 - rows.length);
    rows.push(...window.rows);
    if (rows.length > limit || window.end === undefined) return pageOf(list, rows, limit, undefined);
    at = window.end;
    if (size === firstWindow && (await list.areFew())) {
      rows.push(...(await list.readFitting(at, limit + 1 - rows.length)));
      return pageOf(list, rows, limit, undefined);
    }
    if (performance.now() - begin > msMax) return pageOf(list, rows, limit, at);
  }
}

function pageOf<Row>(
  list: NarrowedList<Row>,
  rows: Row[],
  limit: number,
  end: Position | undefined,
): { rows: Row[]; next: Position | undefined } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last !== undefined ? list.positionOf(last) : end };
}
