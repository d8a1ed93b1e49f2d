import { inSpace, readers, type Table } from "./rows";

const readersOnly = `${readers} OK, rest FORBIDDEN`;

/** What somebody has yet to read is their own: nobody can ask about others at all. */
export const attentionProcedures: Table = {
  "attention.count": inSpace("rest OK"),
  "attention.forMe": inSpace("rest OK"),
  "attention.threads": inSpace("rest OK"),
  "attention.place": inSpace(readersOnly, ({ stage }) => ({ place: { channel: stage.closed } })),
  "attention.markRead": inSpace(readersOnly, ({ stage }) => ({ place: { channel: stage.closed }, through: 1 })),
  "attention.markAllRead": inSpace("rest OK"),
  "attention.setLevel": inSpace(readersOnly, ({ stage }) => ({ place: { channel: stage.closed }, level: "muted" })),
};
