import { createSeed, publicKeyOf } from "@/server/nats";
import { blockHolder, registerAgent } from "@/server/policy";
import { fileOf } from "../attachments";
import type { Stage } from "../stage";
import { forEverybody, inSpace, readers, type Table, writers } from "./rows";

const newKeyPair = () => publicKeyOf(createSeed("user"));
const closed = ({ closed: channel }: Stage) => ({ channel });
const space = "/v1/spaces/:space";

/** What says nothing of any space. */
const about: Table = {
  "GET /healthz": forEverybody("200"),
  "GET /readyz": forEverybody("200"),
  "GET /v1/openapi.json": forEverybody("200"),
  "GET /v1/docs": forEverybody("200"),
  "GET /v1/docs/json": forEverybody("200"),
  "GET /v1/docs/yaml": forEverybody("200"),
  "GET /v1/docs/static/index.html": forEverybody("200"),
  "GET /v1/docs/static/swagger-initializer.js": forEverybody("200"),
  "GET /v1/docs/static/*": forEverybody("200", () => ({ params: { "*": "swagger-ui.css" } })),
};

/** How an nkey is proved: everybody gets a challenge, and nobody a token for somebody else's. */
const proving: Table = {
  [`POST ${space}/auth/challenge`]: forEverybody("200", () => ({ body: { publicKey: newKeyPair() } })),
  [`POST ${space}/auth/token`]: forEverybody("401", () => ({ body: { challenge: "pc_made.up", signature: "AAAA" } })),
};

const talking: Table = {
  [`POST ${space}/credentials`]: inSpace("rest 201", () => ({ body: { publicKey: newKeyPair() } })),
  [`GET ${space}/channels`]: inSpace("rest 200"),
  [`GET ${space}/channels/:channel/messages`]: inSpace(`${readers} 200, rest 403`, (stage) => ({
    params: closed(stage),
  })),
  [`POST ${space}/channels/:channel/messages`]: inSpace(`${writers} 201, rest 403`, (stage) => ({
    params: closed(stage),
    body: { text: "hello" },
  })),
  // Everybody may ask; the secret is found by those alone who may read it.
  [`GET ${space}/search`]: inSpace("rest 200", ({ secret }) => ({
    query: `?${new URLSearchParams({ query: secret })}`,
  })),
  [`GET ${space}/exchanges/:correlationId`]: inSpace("rest 200", ({ exchange }) => ({
    params: { correlationId: exchange },
  })),
  [`GET ${space}/channels/:channel/threads`]: inSpace(`${readers} 200, rest 403`, (stage) => ({
    params: closed(stage),
  })),
  [`POST ${space}/channels/:channel/threads`]: inSpace(`${writers} 201, rest 403`, (stage) => ({
    params: closed(stage),
    body: { topic: "A thread", name: stage.world.unique("thread") },
  })),
};

const filing: Table = {
  [`POST ${space}/attachments`]: inSpace(`${writers} 201, rest 403`, ({ closed: channel }) => ({
    query: `?${new URLSearchParams({ channel, name: "a.txt" })}`,
    file: "37.2",
  })),
  // A file that is closed to somebody looks like one that is not there.
  [`GET ${space}/attachments/:id`]: inSpace(`${readers} 200, rest 404`, async (stage) => ({
    params: { id: await fileOf(stage) },
  })),
};

/** What `outsider` may do in the private channel: asked by itself, and by those who may change it. */
const question = ({ closed: channel }: Stage) => ({
  principal: "outsider",
  action: "channel.read",
  place: { channel },
});
const askers = "owner outsider 200, rest 403";

const asking: Table = {
  [`GET ${space}/me`]: inSpace("rest 200"),
  [`POST ${space}/policy/check`]: inSpace(askers, (stage) => ({ body: question(stage) })),
  [`POST ${space}/policy/check-batch`]: inSpace(askers, (stage) => ({ body: { requests: [question(stage)] } })),
  [`POST ${space}/policy/explain`]: inSpace(askers, (stage) => ({ body: question(stage) })),
  [`GET ${space}/principals/:id/channels`]: inSpace("outsider 200, rest 403", () => ({ params: { id: "outsider" } })),
  [`GET ${space}/channels/:channel/principals`]: inSpace("owner 200, rest 403", (stage) => ({ params: closed(stage) })),
};

async function addAgent({ ctx, spaceId, world }: Stage): Promise<{ principal: string }> {
  const principal = world.unique("agent");
  await registerAgent(ctx, { spaceId, id: principal });
  return { principal };
}

async function addBlock(stage: Stage): Promise<{ params: { channel: string }; query: string }> {
  const { ctx, spaceId, closed: channel } = stage;
  const holder = await addAgent(stage);
  await blockHolder(ctx, { spaceId, channel, holder, effect: "posting", reason: "To be lifted." });
  return { params: { channel }, query: `?${new URLSearchParams({ ...holder, effect: "posting" })}` };
}

const moderating: Table = {
  [`GET ${space}/channels/:channel/auth`]: inSpace("owner 200, rest 403", (stage) => ({ params: closed(stage) })),
  [`PATCH ${space}/channels/:channel/auth`]: inSpace("owner 200, rest 403", async (stage) => ({
    params: { channel: await stage.channel() },
    body: { changes: [{ holder: await addAgent(stage), role: "member" }] },
  })),
  [`GET ${space}/channels/:channel/blocks`]: inSpace("owner moderator 200, rest 403", (stage) => ({
    params: closed(stage),
  })),
  [`POST ${space}/channels/:channel/blocks`]: inSpace("owner moderator 201, rest 403", async (stage) => ({
    params: closed(stage),
    body: { holder: await addAgent(stage), effect: "posting", reason: "Too loud." },
  })),
  // Of a message that is not there: those who may look are told so, and nobody else anything.
  [`GET ${space}/channels/:channel/messages/:sequence/original`]: inSpace("owner 404, rest 403", (stage) => ({
    params: { ...closed(stage), sequence: "1000000" },
  })),
  [`DELETE ${space}/channels/:channel/blocks`]: inSpace("owner moderator 200, rest 403", addBlock),
};

export const routes: Table = { ...about, ...proving, ...talking, ...filing, ...asking, ...moderating };
/** Who may be told what the private channel holds. */
export const mayKnowTheSecret = new Set<string>(readers.split(" "));
