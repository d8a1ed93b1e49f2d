import { createSeed, publicKeyOf } from "@/server/nats";
import { forAnybody, forSignedIn, inSpace, readers, type Table } from "./rows";

export const readingProcedures: Table = {
  "me.get": forAnybody(),
  "spaces.list": forSignedIn(),
  "members.list": inSpace(`${readers} OK, rest FORBIDDEN`, ({ stage }) => ({ channel: stage.closed })),
  "messages.read": inSpace(`${readers} OK, rest FORBIDDEN`, ({ stage }) => ({
    query: { place: { channel: stage.closed } },
  })),
  "members.profiles": inSpace(`${readers} OK, rest FORBIDDEN`, ({ stage }) => ({ channel: stage.closed, ids: ["x"] })),
  // Of a message that is not there: those who may look are told so, and nobody else anything.
  "moderation.original": inSpace("admin owner NOT_FOUND, rest FORBIDDEN", ({ stage }) => ({
    place: { channel: stage.closed },
    sequence: 1_000_000,
  })),
  "moderation.standing": inSpace("rest OK", ({ stage }) => ({ place: { channel: stage.closed } })),
  // Everybody may ask; the secret is found by those alone who may read it.
  "search.messages": inSpace("rest OK", ({ stage }) => ({ query: stage.secret })),
  "search.me": inSpace("rest OK"),
  "filters.list": inSpace("rest OK"),
  "filters.save": inSpace("rest OK", ({ stage }) => ({ name: stage.world.unique("filter"), query: "has:error" })),
  // Somebody else's.
  "filters.remove": inSpace("rest NOT_FOUND", () => ({ id: crypto.randomUUID() })),
  "session.credential": inSpace("rest OK", () => ({ publicKey: publicKeyOf(createSeed("user")) })),
  "changes.watch": inSpace("rest OK"),
};
