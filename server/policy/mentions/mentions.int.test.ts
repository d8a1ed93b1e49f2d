import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { blockHolder } from "../blocks/block-holder";
import { setThreadParticipants } from "../grants/set-thread-participants";
import { updateChannelAuth } from "../grants/update-channel-auth";
import { addMembers } from "../groups/add-members";
import { createScene, type Scene } from "../scene";
import { checkReading } from "./check-reading";
import { listMentionedAgents, mentionedAgentsMax } from "./list-mentioned-agents";
import { resolveMentions } from "./resolve-mentions";
import { suggestMentions } from "./suggest-mentions";

let world: TestWorld;
let scene: Scene;

beforeAll(async () => {
  world = await createTestWorld();
  scene = await createScene(world);
  await scene.agents("ann", "bob", "eve", "ml");
  await scene.groups({ Lab: ["ann", "bob"], Outside: ["eve"], Kept: ["ann"], ML: ["ml"], "Night shift": [] });
  await scene.channel({ name: "lab", visibility: "private" });
  await scene.channel({ name: "square", visibility: "public" });
  await scene.thread("lab", "core", true);
  const { ctx, spaceId } = scene;
  const changes = ["Lab", "Kept"].map((group) => ({ holder: { group }, role: "member" as const }));
  await updateChannelAuth(ctx, { spaceId, channel: "lab", changes });
  await setThreadParticipants(ctx, { spaceId, channel: "lab", thread: "core", groups: ["Outside"] });
  const block = { holder: { group: "Kept" }, effect: "access" as const, reason: "No." };
  await blockHolder(ctx, { spaceId, channel: "lab", ...block });
  await world.db.principal.updateMany({ where: { spaceId, id: { in: ["bob", "eve"] } }, data: { connections: 1 } });
});
afterAll(() => world.close());

const lab = { channel: "lab" };
const core = { channel: "lab", thread: "core", isPrivate: true };

async function canonical(place: typeof lab, names: string[], ctx = scene.ctx) {
  const { resolved, unresolved } = await resolveMentions(ctx, { spaceId: scene.spaceId, place, names });
  return { resolved: resolved.map((mention) => `${mention.kind} ${mention.canonical}`), unresolved };
}

test("a name stands for whoever can read the place: a principal, a group, those who are here", async () => {
  const names = ["bob", "Bob", "Lab", "group:Lab", "here"];
  expect(await canonical(lab, names)).toEqual({
    resolved: ["agent bob", "agent bob", "group group:Lab", "group group:Lab", "here here"],
    unresolved: [],
  });
  expect(await canonical({ channel: "square" }, ["eve", "Outside", "Night shift"])).toMatchObject({
    resolved: ["agent eve", "group group:Outside", "group group:Night shift"],
  });
  expect(await canonical(core, ["eve", "Outside", "Lab", "bob"])).toEqual({
    resolved: ["agent eve", "group group:Outside"],
    unresolved: ["Lab", "bob"],
  });
});

test("who cannot read the place, is blocked from it or does not exist are the same: nobody", async () => {
  const unresolved = ["eve", "Outside", "ann", "Kept", "nobody", "group:Nobody", "group:bob", "\0"];
  expect(await canonical(lab, unresolved)).toEqual({ resolved: [], unresolved });
  expect(await canonical({ channel: "nowhere" }, ["bob", "here"])).toEqual({
    resolved: [],
    unresolved: ["bob", "here"],
  });
});

test("a principal's id comes before a group's name, and that before the id in lower case", async () => {
  expect(await canonical({ channel: "square" }, ["ml", "ML", "Ml"])).toMatchObject({
    resolved: ["agent ml", "group group:ML", "agent ml"],
  });
});

test("nobody learns about a place what they could not read", async () => {
  const { spaceId } = scene;
  const agent = (principalId: string) => world.context({ kind: "agent", spaceId, principalId });
  expect(await canonical(lab, ["bob"], agent("bob"))).toMatchObject({ resolved: ["agent bob"] });
  await expect(canonical(lab, ["bob"], agent("eve"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  const names = Array.from({ length: 1_001 }, (_, index) => `n${index}`);
  await expect(canonical(lab, names)).rejects.toMatchObject({ code: "VALIDATION", fields: [{ path: "names" }] });
  const asked = [{ principal: "bob", place: lab }];
  await expect(checkReading(agent("eve"), { spaceId, asked })).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("the agents behind a group and behind here are those that can read the place", async () => {
  const { ctx, spaceId } = scene;
  const agents = (mention: string, place: typeof lab = lab) => listMentionedAgents(ctx, { spaceId, place, mention });
  expect(await agents("group:Lab")).toEqual({ agents: ["bob"], areTooMany: false });
  expect(await agents("here")).toEqual({ agents: ["bob"], areTooMany: false });
  expect(await agents("here", core)).toEqual({ agents: ["eve"], areTooMany: false });
  expect((await agents("here", { channel: "square" })).agents.sort()).toEqual(["bob", "eve"]);
});

test("a group of more agents than are told one by one gives none of them", async () => {
  const { ctx, spaceId } = scene;
  const ids = Array.from({ length: mentionedAgentsMax + 1 }, (_, index) => `unit-${index}`);
  await world.db.principal.createMany({
    data: ids.map((id) => ({ spaceId, id, kind: "agent" as const, displayName: id })),
  });
  await scene.groups({ Swarm: [] });
  await addMembers(ctx, { spaceId, group: "Swarm", principals: ids.slice(0, mentionedAgentsMax) });
  const place = { channel: "square" };
  const swarm = () => listMentionedAgents(ctx, { spaceId, place, mention: "group:Swarm" });
  expect((await swarm()).agents).toHaveLength(mentionedAgentsMax);
  await addMembers(ctx, { spaceId, group: "Swarm", principals: ids.slice(mentionedAgentsMax) });
  expect(await swarm()).toEqual({ agents: [], areTooMany: true });
});

const suggested = async (place: typeof lab, search?: string, ctx = scene.ctx) =>
  (await suggestMentions(ctx, { spaceId: scene.spaceId, place, search })).map(({ kind, name }) => `${kind} ${name}`);

test("who writes a mention is offered those who can read the place, and nobody else", async () => {
  expect(await suggested(lab, "b")).toEqual(["agent bob", "group Lab"]);
  expect(await suggested(lab, "LA")).toEqual(["group Lab"]);
  expect(await suggested(lab, "he")).toEqual(["here here"]);
  for (const nobody of ["ann", "eve", "Kept", "Outside", "%", "nobody"])
    expect(await suggested(lab, nobody)).toEqual([]);
  expect(await suggested(core, "e")).toEqual(["agent eve", "group Outside"]);
  expect(await suggested({ channel: "square" }, "night")).toEqual(["group Night shift"]);
  expect(await suggested({ channel: "nowhere" }, "b")).toEqual([]);
});

test("only who reads the place is offered anybody", async () => {
  const { spaceId } = scene;
  const as = (principalId: string) => world.context({ kind: "agent", spaceId, principalId });
  expect(await suggested(lab, "bo", as("bob"))).toEqual(["agent bob"]);
  for (const id of ["ann", "eve"]) {
    await expect(suggested(lab, "bo", as(id))).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
});
