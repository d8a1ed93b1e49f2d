import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attachmentLimitsOf } from "@/server/attachments";
import { createAttemptLimiter, createAuth, type SignedInUser } from "@/server/auth";
import { env, type PlatformRole } from "@/server/kernel";
import { addMembers, createGroup, ensurePerson } from "@/server/policy";
import { addChannel, createTestWorld, startCluster, type TestCluster, type TestWorld } from "@/server/testing";
import { failureData } from "./errors";
import { createReadyBus } from "./ready-bus";
import { createCaller } from "./root";
import type { Runtime } from "./runtime";

let world: TestWorld;
let cluster: TestCluster;
let spaceId: string;
let otherSpaceId: string;

beforeAll(async () => {
  world = await createTestWorld();
  cluster = await startCluster(world);
  ({ spaceId } = await world.createSpace());
  ({ spaceId: otherSpaceId } = await world.createSpace());
  for (const name of [spaceId, otherSpaceId]) await cluster.kube.namespaces.create({ metadata: { name } });
  await createGroup(world.context(), { spaceId, name: "Insiders" });
  await addChannel(world.db, spaceId, { name: "open", visibility: "public" });
  await addChannel(world.db, spaceId, { name: "closed", visibility: "private" });
});
afterAll(async () => {
  await cluster.close();
  await world.close();
});

function runtimeOf({ db, log, clock, secret, connections, bus, natsUrl, natsWsUrl }: TestWorld): Runtime {
  const limiter = createAttemptLimiter({ clock, windowMs: 1_000, keysMax: 10 });
  return {
    ...{ db, log, clock, secret, connections },
    bus: createReadyBus(async () => bus, log),
    kubernetes: cluster.kube,
    auth: createAuth({ db, env, log, limiter, secret }),
    credentialTtlMs: 60_000,
    attachmentLimits: attachmentLimitsOf(env),
    natsServers: { nats: [natsUrl], websocket: [natsWsUrl] },
    serviceContext: (actor) => ({ actor, db, clock, bus, log }),
  };
}

/** The API as somebody new sees it; with a Person in the space unless they are to stay outside. */
async function callerOf(platformRole: PlatformRole, options: { isOutsider?: boolean; signal?: AbortSignal } = {}) {
  const data = { email: `${world.unique("user")}@example.org`, name: "Somebody", platformRole };
  const { id, email, name } = await world.db.user.create({ data });
  const user: SignedInUser = { id, email, name, actor: { kind: "user", userId: id, email, platformRole } };
  if (!options.isOutsider) await ensurePerson(world.context(), { userId: id, spaceId });
  return createCaller({ runtime: runtimeOf(world), user }, { signal: options.signal });
}

const anonymous = () => createCaller({ runtime: runtimeOf(world), user: null });

async function failureOf(call: Promise<unknown>) {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof TRPCError)) throw new Error("the call should have failed with a TRPCError", { cause: error });
  return { code: error.code, ...failureData(error) };
}

const channelForm = {
  displayName: "",
  topic: "A topic",
  visibility: "private" as const,
  authorizedGroups: ["Insiders", "Not yet"],
  enablePersistence: true,
  retentionPolicy: "7d",
};

describe("the ladder", () => {
  test("nobody gets anything but the fact of being nobody", async () => {
    const api = anonymous();
    expect(await api.me.get()).toBeNull();
    const calls = [api.spaces.list(), api.channels.list({ spaceId }), api.groups.names({ spaceId })];
    for (const call of calls)
      expect(await failureOf(call)).toMatchObject({ code: "UNAUTHORIZED", reason: "signed_out" });
  });

  test("a space one has no part in looks like one that does not exist", async () => {
    const api = await callerOf("operator", { isOutsider: true });
    const refused = { code: "NOT_FOUND", reason: "unknown_space", fields: [] };
    expect(await failureOf(api.channels.list({ spaceId }))).toEqual(refused);
    expect(await failureOf(api.channels.list({ spaceId: "no-such-space" }))).toEqual(refused);
    expect(await api.spaces.list()).toEqual([]);
  });

  test("an admin has a part in every space from the first visit on", async () => {
    const api = await callerOf("admin", { isOutsider: true });
    expect((await api.spaces.list()).map(({ id }) => id).sort()).toEqual([otherSpaceId, spaceId].sort());
    expect((await api.channels.list({ spaceId: otherSpaceId })).canCreateChannel).toBe(true);
  });

  test("a person who is switched off gets in nowhere", async () => {
    const api = await callerOf("operator");
    const { principal } = await api.channels.list({ spaceId });
    const where = { spaceId_id: { spaceId, id: principal } };
    await world.db.principal.update({ where, data: { disabledAt: new Date() } });
    expect(await failureOf(api.channels.list({ spaceId }))).toMatchObject({ reason: "person_disabled" });
  });
});

describe("channels", () => {
  test("the list holds what the person may read and says what they may do", async () => {
    const { channels } = await (await callerOf("observer")).channels.list({ spaceId });
    expect(channels.map(({ name, canRead, canPost, canManage }) => ({ name, canRead, canPost, canManage }))).toEqual([
      { name: "open", canRead: true, canPost: false, canManage: false },
    ]);
  });

  test("creating one writes the resource, and whoever wrote it can look at it", async () => {
    const api = await callerOf("operator");
    const name = world.unique("made");
    const made = await api.channels.create({ spaceId, name, ...channelForm });
    expect(made).toMatchObject({ name, generation: 1, isObserved: false, spec: channelForm });
    const stored = await cluster.kube.channels.get({ namespace: spaceId, name });
    expect(stored.spec).toMatchObject({ visibility: "private", retentionPolicy: "7d", topic: "A topic" });
    const { yaml } = await api.channels.resource({ spaceId, name });
    expect(yaml).toContain("kind: Channel");
    expect(yaml).not.toContain("managedFields");
  });

  test("a wrong field is named, whether our schema or the API server's refuses it", async () => {
    const api = await callerOf("admin");
    const create = (change: object) => api.channels.create({ spaceId, name: "fine", ...channelForm, ...change });
    const retention = await failureOf(create({ retentionPolicy: "soon" }));
    expect(retention).toMatchObject({ code: "BAD_REQUEST", fields: [{ path: "retentionPolicy" }] });
    expect(await failureOf(create({ name: "a.threads" }))).toMatchObject({ fields: [{ path: "name" }] });
  });

  test("a taken name is a conflict", async () => {
    const api = await callerOf("admin");
    const name = world.unique("twice");
    await api.channels.create({ spaceId, name, ...channelForm });
    const failure = await failureOf(api.channels.create({ spaceId, name, ...channelForm }));
    expect(failure).toMatchObject({ code: "CONFLICT", reason: "already_exists" });
    const operator = await callerOf("operator");
    const theirs = await failureOf(operator.channels.create({ spaceId, name: "open", ...channelForm }));
    expect(theirs).toMatchObject({ code: "CONFLICT", reason: "already_exists" });
  });

  test("observers create none, and operators change none that is not theirs", async () => {
    const observer = await callerOf("observer");
    const creation = observer.channels.create({ spaceId, name: world.unique("no"), ...channelForm });
    expect(await failureOf(creation)).toMatchObject({ code: "FORBIDDEN" });
    const operator = await callerOf("operator");
    const update = operator.channels.update({ spaceId, name: "open", generation: 1, ...channelForm });
    expect(await failureOf(update)).toMatchObject({ code: "FORBIDDEN" });
    expect(await failureOf(operator.channels.archive({ spaceId, name: "open" }))).toMatchObject({ code: "FORBIDDEN" });
  });

  test("a channel that is closed to a person looks like one that does not exist", async () => {
    const api = await callerOf("observer");
    const closed = await failureOf(api.channels.resource({ spaceId, name: "closed" }));
    expect(closed).toEqual(await failureOf(api.channels.resource({ spaceId, name: "missing" })));
    expect(closed).toMatchObject({ code: "NOT_FOUND", reason: "unknown_channel" });
  });

  test("an edit keeps what changed only in status, and is refused when the spec changed meanwhile", async () => {
    const api = await callerOf("admin");
    const name = world.unique("edited");
    const { generation } = await api.channels.create({ spaceId, name, ...channelForm });
    await cluster.kube.channels.patchStatus({ namespace: spaceId, name }, { status: { state: "Active" } });
    const edit = { spaceId, name, generation, ...channelForm, topic: "", authorizedGroups: [] };
    const saved = await api.channels.update(edit);
    expect(saved).toMatchObject({ generation: generation + 1, spec: { topic: "", authorizedGroups: [] } });
    const { spec } = await cluster.kube.channels.get({ namespace: spaceId, name });
    expect(spec).not.toHaveProperty("authorizedGroups");
    expect(await failureOf(api.channels.update(edit))).toMatchObject({ code: "CONFLICT", reason: "changed_meanwhile" });
  });

  test("all of them, with what the operator says, are for admins to see", async () => {
    const api = await callerOf("admin");
    const name = world.unique("told");
    await api.channels.create({ spaceId, name, ...channelForm });
    await addChannel(world.db, spaceId, { name, visibility: "private" });
    const { channels } = await api.channels.all({ spaceId, search: name });
    expect(channels).toMatchObject([{ name, authorizedGroups: channelForm.authorizedGroups, ready: null }]);
    const first = await api.channels.all({ spaceId, limit: 1 });
    expect(first).toMatchObject({ channels: [{ name: "closed" }], nextAfter: "closed" });
    for (const role of ["operator", "observer"] as const)
      expect(await failureOf((await callerOf(role)).channels.all({ spaceId }))).toMatchObject({ code: "FORBIDDEN" });
  });

  test("pausing one and resuming it is written to the resource, by its moderators only", async () => {
    const api = await callerOf("admin");
    const name = world.unique("paused");
    await api.channels.create({ spaceId, name, ...channelForm });
    await addChannel(world.db, spaceId, { name, visibility: "private" });
    expect(await api.channels.pause({ spaceId, name, isPaused: true })).toMatchObject({ isPaused: true });
    expect((await cluster.kube.channels.get({ namespace: spaceId, name })).spec).toMatchObject({ paused: true });
    expect(await api.channels.pause({ spaceId, name, isPaused: false })).toMatchObject({ isPaused: false });
    expect((await cluster.kube.channels.get({ namespace: spaceId, name })).spec).not.toHaveProperty("paused");
    const member = await callerOf("operator");
    const refused = await failureOf(member.channels.pause({ spaceId, name: "open", isPaused: true }));
    expect(refused).toMatchObject({ code: "FORBIDDEN" });
    const nothing = await failureOf(api.channels.pause({ spaceId, name: "nothing", isPaused: true }));
    expect(nothing).toMatchObject({ code: "NOT_FOUND" });
  });

  test("archiving deletes the resource", async () => {
    const api = await callerOf("admin");
    const name = world.unique("gone");
    await api.channels.create({ spaceId, name, ...channelForm });
    await api.channels.archive({ spaceId, name });
    expect(await cluster.kube.channels.find({ namespace: spaceId, name })).toBeUndefined();
  });
});

describe("roles and blocks of a channel", () => {
  /** A channel with its resource, as the operator has made it. */
  async function furnished() {
    const admin = await callerOf("admin");
    const name = world.unique("managed");
    await admin.channels.create({ spaceId, name, ...channelForm });
    await addChannel(world.db, spaceId, { name, visibility: "private" });
    const { generation } = await admin.channels.resource({ spaceId, name });
    const { revision } = await admin.channelAuth.list({ spaceId, channel: name });
    const owner = await callerOf("operator");
    const { principal } = await owner.channels.list({ spaceId });
    const place = { spaceId, channel: name };
    const ownership = [{ holder: { principal }, role: "owner" as const }];
    return { admin, owner, principal, name, place, generation, revision, ownership };
  }

  test("roles and resource are saved in one act, by the channel's owners too, even while they give up being one", async () => {
    const { admin, owner, principal, place, generation, ownership } = await furnished();
    expect(await failureOf(owner.channelAuth.list(place))).toMatchObject({ code: "FORBIDDEN" });
    expect(await admin.channelAuth.save({ ...place, changes: ownership })).toMatchObject({ changed: 1, detail: null });
    const { revision } = await owner.channelAuth.list(place);
    const saved = await owner.channelAuth.save({
      ...place,
      changes: [{ holder: { principal }, role: null }],
      atRevision: revision,
      resource: { ...channelForm, authorizedGroups: ["Insiders"], generation },
    });
    expect(saved).toMatchObject({ changed: 1, detail: { spec: { authorizedGroups: ["Insiders"] } } });
    expect(await failureOf(owner.channelAuth.save({ ...place, changes: ownership }))).toMatchObject({
      code: "FORBIDDEN",
    });
  });

  test("when somebody else was faster nothing is saved, and the reason says what has to be looked at again", async () => {
    const { admin, name, place, generation, revision, ownership } = await furnished();
    const resource = { ...channelForm, generation: generation - 1 };
    const old = await failureOf(admin.channelAuth.save({ ...place, changes: ownership, resource }));
    expect(old).toMatchObject({ code: "CONFLICT", reason: "changed_meanwhile" });
    expect((await admin.channelAuth.list(place)).entries).toEqual([]);
    await admin.channelAuth.save({ ...place, changes: [{ holder: { group: "Insiders" }, role: "moderator" }] });
    const stale = {
      ...place,
      changes: ownership,
      atRevision: revision,
      resource: { ...channelForm, topic: "New", generation },
    };
    expect(await failureOf(admin.channelAuth.save(stale))).toMatchObject({
      code: "PRECONDITION_FAILED",
      reason: "stale_revision",
    });
    expect((await admin.channels.resource({ spaceId, name })).spec.topic).toBe(channelForm.topic);
  });

  test("a block is set, listed and lifted by who may moderate, and names what is wrong with it by field", async () => {
    const { admin, owner, principal, place } = await furnished();
    const block = { ...place, holder: { principal }, effect: "access" as const };
    expect(await admin.blocks.set({ ...block, reason: "Noise" })).toMatchObject({ block: { reason: "Noise" } });
    expect(await admin.blocks.list(place)).toMatchObject([{ holder: { principal }, expiresAt: null }]);
    await admin.blocks.lift(block);
    expect(await admin.blocks.list(place)).toEqual([]);
    const late = admin.blocks.set({ ...block, reason: "Noise", expiresAt: "2020-01-01T00:00:00Z" });
    expect(await failureOf(late)).toMatchObject({ fields: [{ path: "expiresAt" }] });
    expect(await failureOf(admin.blocks.set({ ...block, reason: " " }))).toMatchObject({
      fields: [{ path: "reason" }],
    });
    expect(await failureOf(owner.blocks.list(place))).toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("threads", () => {
  const form = { channel: "open", topic: "", participantsGroups: [] };

  test("creating one writes the resource; its channel has to be the one that is said", async () => {
    const api = await callerOf("operator");
    const name = world.unique("thread");
    await api.threads.create({ spaceId, name, ...form, participantsGroups: ["Insiders"] });
    const { spec } = await cluster.kube.threads.get({ namespace: spaceId, name });
    expect(spec).toEqual({ channel: "open", participantsGroups: ["Insiders"] });
    expect(await api.threads.resource({ spaceId, channel: "open", name })).toMatchObject({ name });
    const admin = await callerOf("admin");
    const elsewhere = admin.threads.resource({ spaceId, channel: "closed", name });
    expect(await failureOf(elsewhere)).toMatchObject({ code: "NOT_FOUND", reason: "unknown_thread" });
    await admin.threads.archive({ spaceId, channel: "open", name });
    expect(await cluster.kube.threads.find({ namespace: spaceId, name })).toBeUndefined();
  });

  test("the resource of a private thread is for its creator and whoever manages the channel; to others it is not there", async () => {
    const [creator, reader, admin] = await Promise.all([callerOf("operator"), callerOf("operator"), callerOf("admin")]);
    const name = world.unique("secret");
    await creator.threads.create({ spaceId, name, ...form, participantsGroups: ["Insiders"] });
    const lookAs = (caller: typeof creator, thread = name) =>
      caller.threads.resource({ spaceId, channel: "open", name: thread });
    expect(await lookAs(creator)).toMatchObject({ name });
    expect(await lookAs(admin)).toMatchObject({ name });
    const refused = await failureOf(lookAs(reader));
    expect(refused).toMatchObject({ code: "NOT_FOUND", reason: "unknown_thread" });
    expect(refused).toEqual(await failureOf(lookAs(reader, "nothing")));
    const ofNobody = world.unique("nobodys");
    const spec = { channel: "open", participantsGroups: [] };
    await cluster.kube.threads.create({ metadata: { namespace: spaceId, name: ofNobody }, spec });
    expect(await failureOf(lookAs(reader, ofNobody))).toEqual(refused);
  });

  test("observers start none, and nobody does with a name that is none", async () => {
    const create = async (role: PlatformRole, name: string) =>
      failureOf((await callerOf(role)).threads.create({ spaceId, name, ...form }));
    expect(await create("observer", "fine")).toMatchObject({ code: "FORBIDDEN" });
    expect(await create("admin", "a.b")).toMatchObject({ code: "BAD_REQUEST", fields: [{ path: "name" }] });
  });
});

describe("reading", () => {
  test("members, groups and messages of a channel are for its readers", async () => {
    const api = await callerOf("operator");
    const query = { place: { channel: "open" } };
    expect((await api.members.list({ spaceId, channel: "open" })).members).not.toHaveLength(0);
    expect(await api.groups.names({ spaceId })).toEqual(["Insiders"]);
    expect((await api.messages.read({ spaceId, query })).messages).toEqual([]);
    const closed = { place: { channel: "closed" } };
    expect(await failureOf(api.messages.read({ spaceId, query: closed }))).toMatchObject({ code: "FORBIDDEN" });
    expect(await failureOf(api.members.list({ spaceId, channel: "closed" }))).toMatchObject({ code: "FORBIDDEN" });
    const wrong = api.messages.read({ spaceId, query: { ...query, limit: 5_000 } });
    expect(await failureOf(wrong)).toMatchObject({ code: "BAD_REQUEST", fields: [{ path: "query.limit" }] });
  });

  test("a credential opens the channels that the person may read", async () => {
    const { createUser } = await import("@nats-io/nkeys");
    const api = await callerOf("operator");
    const { principal } = await api.channels.list({ spaceId });
    await addMembers(world.context(), { spaceId, group: "Insiders", principals: [principal] });
    const publicKey = createUser().getPublicKey();
    const issued = await api.session.credential({ spaceId, publicKey });
    expect(issued).toMatchObject({ principal, space: spaceId, servers: { websocket: [world.natsWsUrl] } });
    const names = issued.channels.map(({ name }) => name);
    expect([names.includes("open"), names.includes("closed")]).toEqual([true, false]);
    expect(await failureOf(api.session.credential({ spaceId, publicKey: "nonsense" }))).toMatchObject({
      code: "UNPROCESSABLE_CONTENT",
    });
  });

  test("a watch tells that the policy of the space changed", async () => {
    const stop = new AbortController();
    const api = await callerOf("observer", { signal: stop.signal });
    const events = (await api.changes.watch({ spaceId }))[Symbol.asyncIterator]();
    expect((await events.next()).value).toEqual({ topic: "resync" });
    await createGroup(world.context(), { spaceId, name: world.unique("group") });
    expect((await events.next()).value).toEqual({ topic: "policy.changed" });
    stop.abort();
    expect((await events.next()).done).toBe(true);
  });
});
