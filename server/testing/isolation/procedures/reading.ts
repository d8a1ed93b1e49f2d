import { storedSubject } from "@/sdk/protocol";
import { createSeed, publicKeyOf } from "@/server/nats";
import type { Stage } from "../stage";
import { forAnybody, forSignedIn, inSpace, readers, type Table } from "./rows";

/** Far beyond what is in the stream. */
let storedSecrets = 2_000_000n;

export const readingProcedures: Table = {
  "me.get": forAnybody(),
  "spaces.list": forSignedIn(),
  "members.groups": inSpace(`${readers} OK, rest FORBIDDEN`, ({ stage }) => ({ channel: stage.closed })),
  "members.profile": inSpace(`${readers} NOT_FOUND, rest FORBIDDEN`, ({ stage }) => ({
    channel: stage.closed,
    id: "x",
  })),
  "members.list": inSpace(`${readers} OK, rest FORBIDDEN`, ({ stage }) => ({ channel: stage.closed })),
  "messages.read": inSpace(`${readers} OK, rest FORBIDDEN`, ({ stage }) => ({
    query: { place: { channel: stage.closed } },
  })),
  // Of a message that others name by its id: whoever cannot read it learns nothing, not even whether it is there.
  "messages.quoted": inSpace("rest OK", async ({ stage }) => ({ id: await storeSecret(stage) })),
  "members.mentionable": inSpace(`${readers} OK, rest FORBIDDEN`, ({ stage }) => ({
    place: { channel: stage.closed },
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
  "exchanges.read": inSpace("rest OK", ({ stage }) => ({ correlationId: stage.exchange })),
  "exchanges.latest": inSpace("rest OK", ({ stage }) => ({ correlationId: stage.exchange })),
  "search.me": inSpace("rest OK"),
  // Everybody may look; what is found are places and people that they may know of.
  "destinations.find": inSpace("rest OK", ({ stage }) => ({ search: stage.secret })),
  "filters.list": inSpace("rest OK"),
  "filters.save": inSpace("rest OK", ({ stage }) => ({ name: stage.world.unique("filter"), query: "has:error" })),
  // Somebody else's.
  "filters.remove": inSpace("rest NOT_FOUND", () => ({ id: crypto.randomUUID() })),
  "attachments.limits": inSpace("rest OK"),
  "session.credential": inSpace("rest OK", () => ({ publicKey: publicKeyOf(createSeed("user")) })),
  "changes.watch": inSpace("rest OK"),
};

/** A message of the private channel as the logger would have stored it; its id. */
async function storeSecret({ world, spaceId, closed, secret }: Stage): Promise<string> {
  const at = new Date();
  const envelope = {
    id: crypto.randomUUID(),
    type: "text",
    source: "somebody",
    timestamp: at.toISOString(),
    payload: { text: secret },
  };
  const columns = { sequence: storedSecrets++, subject: storedSubject({ channel: closed }), sentAt: at, storedAt: at };
  const { id, type, source } = envelope;
  await world.db.message.create({ data: { spaceId, ...columns, id, type, source, text: secret, envelope } });
  return id;
}
