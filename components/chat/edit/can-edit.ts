import type { TimelineRow } from "../timeline/rows";

/** Whether the reader may give a message a new version: it is their own, stored, and says what it says in words alone. */
export function canEdit({ envelope, sequence, redaction }: TimelineRow, principal: string): boolean {
  const { type, source, payload } = envelope;
  const isWordsOnly = payload.text !== undefined && payload.data === undefined && payload.parts === undefined;
  return source === principal && type === "text" && isWordsOnly && sequence !== undefined && !redaction;
}

/** The newest message that they may give a new version, among those on this page. */
export function lastEditable(rows: readonly TimelineRow[], principal: string): TimelineRow | undefined {
  return rows.findLast((row) => canEdit(row, principal));
}
