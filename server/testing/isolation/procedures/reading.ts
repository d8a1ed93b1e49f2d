import { createSeed, publicKeyOf } from "@/server/nats";
import { forAnybody, forSignedIn, inSpace, readers, type Table } from "./rows";

export const readingProcedures: Table = {
  "me.get": forAnybody(),
  "spaces.list": forSignedIn(),
  "members.list": inSpace(`${readers} OK, rest FORBIDDEN`, ({ stage }) => ({ channel: stage.closed })),
  "messages.read": inSpace(`${readers} OK, rest FORBIDDEN`, ({ stage }) => ({
    query: { place: { channel: stage.closed } },
  })),
  "session.credential": inSpace("rest OK", () => ({ publicKey: publicKeyOf(createSeed("user")) })),
  "changes.watch": inSpace("rest OK"),
};
