import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { verifyPassword } from "@/server/kernel";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { checkPermission } from "../check";
import { ensurePerson } from "../identities/ensure-person";
import { createScene, type Scene } from "../scene";
import { invitePerson } from "./invite";
import { listPeople } from "./list";
import { removeFromSpace } from "./remove-from-space";
import { resetPassword } from "./reset-password";
import { setPlatformRole } from "./set-platform-role";
import { setUserDisabled } from "./set-user-disabled";

let world: TestWorld;
let scene: Scene;
let admin: Awaited<ReturnType<Scene["person"]>>;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.db.user.updateMany({ data: { disabledAt: new Date() } });
  scene = await createScene(world);
  admin = await scene.person("admin");
});

const asked = () => ({
  spaceId: scene.spaceId,
  email: `${world.unique("new")}@example.org`,
  name: "Ada",
  platformRole: "operator" as const,
});

const lastAct = () => world.db.auditLog.findFirst({ orderBy: { id: "desc" } });
const actsOf = (verb: string) => world.db.auditLog.count({ where: { verb } });

describe("invitePerson", () => {
  it("makes an account with a password that is shown once, and a person of the space", async () => {
    const given = asked();
    const { person, password } = await invitePerson(admin.ctx, { ...given, email: ` ${given.email.toUpperCase()} ` });
    expect(person).toMatchObject({ email: given.email, name: "Ada", platformRole: "operator", isRemoved: false });
    const user = await world.db.user.findUniqueOrThrow({ where: { email: given.email } });
    expect(password).toMatch(/^[\w-]{20}$/);
    expect(await verifyPassword(password ?? "", user.passwordHash)).toBe(true);
    const act = await lastAct();
    expect(act).toMatchObject({ verb: "person.invite", target: `user:${given.email}`, spaceId: scene.spaceId });
    expect(JSON.stringify([act?.before, act?.after])).not.toContain(password);
  });

  it("lets somebody with an account in, and leaves their account as it is", async () => {
    const given = asked();
    await invitePerson(admin.ctx, given);
    const other = await createScene(world);
    const again = await invitePerson(admin.ctx, { ...given, spaceId: other.spaceId, name: "Somebody else" });
    expect(again).toMatchObject({ password: null, person: { name: "Ada", isRemoved: false } });
  });

  it("says which field stands in the way", async () => {
    const given = asked();
    const { person } = await invitePerson(admin.ctx, given);
    const other = await createScene(world);
    const refused = async (change: object) =>
      invitePerson(admin.ctx, { ...given, ...change }).then(
        () => undefined,
        ({ code, fields }) => `${code} ${fields[0]?.path}`,
      );
    expect(await refused({})).toBe("CONFLICT email");
    expect(await refused({ spaceId: other.spaceId, platformRole: "admin" })).toBe("CONFLICT platformRole");
    expect(await refused({ email: "ada" })).toBe("VALIDATION email");
    expect(await refused({ email: "аdа@example.org" })).toBe("VALIDATION email");
    expect(await refused({ name: "  " })).toBe("VALIDATION name");
    expect(await refused({ name: "Ada\u202e" })).toBe("VALIDATION name");
    await setUserDisabled(admin.ctx, { userId: person.userId, isDisabled: true });
    expect(await refused({ spaceId: other.spaceId })).toBe("CONFLICT email");
  });

  it("twice at once makes one account and tells one password", async () => {
    const given = asked();
    const other = await createScene(world);
    const both = await Promise.all([
      invitePerson(admin.ctx, given),
      invitePerson(admin.ctx, { ...given, spaceId: other.spaceId }),
    ]);
    expect(both.filter(({ password }) => password !== null)).toHaveLength(1);
    expect(await world.db.user.count({ where: { email: given.email } })).toBe(1);
  });
});

describe("a change of the platform role", () => {
  it("is in force in every space at once, with one audit row", async () => {
    const { spaceId } = scene;
    const other = await createScene(world);
    const { userId, id } = await scene.person("admin");
    const { id: there } = await ensurePerson(world.context(), { userId, spaceId: other.spaceId });
    for (const place of [scene, other]) await place.channel({ name: "x" });
    const live = await scene.credential(id, ["ch:x"]);
    const liveThere = await other.credential(there, ["ch:x"]);
    const revisions = [await scene.revision(), await other.revision()];
    const before = await actsOf("person.role");
    expect(await setPlatformRole(admin.ctx, { userId, platformRole: "observer" })).toEqual({
      closed: 2,
      revisions: { [spaceId]: String((revisions[0] ?? 0n) + 1n), [other.spaceId]: String((revisions[1] ?? 0n) + 1n) },
    });
    expect([await scene.revoked(), await other.revoked()]).toEqual([[live], [liveThere]]);
    expect(await actsOf("person.role")).toBe(before + 1);
    expect(await lastAct()).toMatchObject({
      spaceId: null,
      before: { platformRole: "admin" },
      after: { platformRole: "observer" },
    });
    const request = { spaceId, principal: id, action: "space.admin" } as const;
    expect(await checkPermission(scene.ctx, request)).toMatchObject({ allowed: false, rule: "space.admin" });
  });

  it("changes nothing when it is the role they have", async () => {
    const revision = await scene.revision();
    const before = await actsOf("person.role");
    await setPlatformRole(admin.ctx, { userId: admin.userId, platformRole: "admin" });
    expect([await scene.revision(), await actsOf("person.role")]).toEqual([revision, before]);
  });

  it("takes the role from oneself only when it is said, and from the last admin never", async () => {
    const { userId, ctx } = admin;
    const demote = (isOwnMeant: boolean) => setPlatformRole(ctx, { userId, platformRole: "operator", isOwnMeant });
    await expect(demote(false)).rejects.toMatchObject({ code: "PRECONDITION_FAILED", reason: "own_account" });
    await expect(demote(true)).rejects.toMatchObject({ code: "PRECONDITION_FAILED", reason: "last_admin" });
    await expect(setUserDisabled(ctx, { userId, isDisabled: true, isOwnMeant: true })).rejects.toMatchObject({
      reason: "last_admin",
    });
    await scene.person("admin");
    await demote(true);
    await expect(setPlatformRole(ctx, { userId, platformRole: "admin" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("leaves one admin when two take the role from each other at once", async () => {
    const second = await scene.person("admin");
    const attempts = await Promise.allSettled([
      setPlatformRole(admin.ctx, { userId: second.userId, platformRole: "operator" }),
      setPlatformRole(second.ctx, { userId: admin.userId, platformRole: "operator" }),
    ]);
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await world.db.user.count({ where: { platformRole: "admin", disabledAt: null } })).toBe(1);
  });
});

describe("a disabled account", () => {
  it("may nothing anywhere, loses its live connections, and is back as it was when enabled", async () => {
    const { spaceId } = scene;
    const { userId, id } = await scene.person("operator");
    await scene.groups({ A: [id] });
    await scene.channel({ name: "open", visibility: "public" });
    const live = await scene.credential(id, ["ch:open"]);
    expect(await setUserDisabled(admin.ctx, { userId, isDisabled: true })).toMatchObject({ closed: 1 });
    expect(await scene.revoked()).toEqual([live]);
    const request = { spaceId, principal: id, action: "channel.read", place: { channel: "open" } } as const;
    expect(await checkPermission(scene.ctx, request)).toMatchObject({ allowed: false, rule: "principal.enabled" });
    expect(await lastAct()).toMatchObject({ verb: "person.disable", before: { isDisabled: false } });
    await setUserDisabled(admin.ctx, { userId, isDisabled: false });
    expect(await checkPermission(scene.ctx, request)).toMatchObject({ allowed: true });
  });
});

describe("resetPassword", () => {
  it("replaces the password and closes what lived on the one before", async () => {
    const { person, password } = await invitePerson(admin.ctx, asked());
    const live = await scene.credential(person.principal ?? "", []);
    const { userId } = person;
    const reset = await resetPassword(admin.ctx, { userId });
    expect(reset.closed).toBe(1);
    expect(await scene.revoked()).toEqual([live]);
    const { passwordHash } = await world.db.user.findUniqueOrThrow({ where: { id: userId } });
    expect(await verifyPassword(reset.password, passwordHash)).toBe(true);
    expect(await verifyPassword(password ?? "", passwordHash)).toBe(false);
    expect(await lastAct()).toMatchObject({ verb: "person.password", before: { hasPassword: true } });
    const own = resetPassword(admin.ctx, { userId: admin.userId });
    await expect(own).rejects.toMatchObject({ code: "PRECONDITION_FAILED", reason: "own_account" });
  });
});

describe("removeFromSpace", () => {
  it("takes the person's groups, roles and connections, and nothing of other spaces; an invitation brings them back", async () => {
    const { spaceId } = scene;
    const given = asked();
    const { person } = await invitePerson(admin.ctx, given);
    const { userId, principal: id } = person;
    const other = await createScene(world);
    await ensurePerson(world.context(), { userId, spaceId: other.spaceId });
    await scene.groups({ A: [id ?? ""], B: [id ?? ""] });
    const live = await scene.credential(id ?? "", []);
    const removed = await removeFromSpace(admin.ctx, { spaceId, userId });
    expect(removed.closed).toBe(1);
    expect(await scene.revoked()).toEqual([live]);
    const before = { isInSpace: true, groups: ["A", "B"], roles: [] };
    expect(await lastAct()).toMatchObject({ verb: "person.remove", target: `principal:${id}`, before });
    const listed = async (place: Scene) =>
      (await listPeople(admin.ctx, { spaceId: place.spaceId, search: given.email })).people;
    expect(await listed(scene)).toMatchObject([{ isRemoved: true, isDisabled: false, groups: 0 }]);
    expect(await listed(other)).toMatchObject([{ isRemoved: false }]);
    expect(await invitePerson(admin.ctx, given)).toMatchObject({ password: null, person: { principal: id } });
    expect(await listed(scene)).toMatchObject([{ isRemoved: false, groups: 0 }]);
  });

  it("takes oneself out only when it is said, and nobody who is not there", async () => {
    const { spaceId } = scene;
    const { userId, ctx } = admin;
    await expect(removeFromSpace(ctx, { spaceId, userId })).rejects.toMatchObject({ reason: "own_account" });
    await removeFromSpace(ctx, { spaceId, userId, isOwnMeant: true });
    const other = await createScene(world);
    await expect(removeFromSpace(ctx, { spaceId: other.spaceId, userId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("listPeople", () => {
  it("pages through the space's people and the platform's admins, and finds them by e-mail, name and id", async () => {
    const { spaceId } = scene;
    const stranger = await (await createScene(world)).person("operator");
    const away = await (await createScene(world)).person("admin");
    const mine = await Promise.all(["operator", "observer"].map((role) => scene.person(role as "operator")));
    const seen: string[] = [];
    for (let after: string | undefined, isFirst = true; isFirst || after; isFirst = false) {
      const page = await listPeople(admin.ctx, { spaceId, after, limit: 2 });
      seen.push(...page.people.map(({ userId }) => userId));
      after = page.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    for (const { userId } of [admin, away, ...mine]) expect(seen).toContain(userId);
    expect(seen).not.toContain(stranger.userId);
    const [one] = mine;
    const found = await listPeople(admin.ctx, { spaceId, search: one?.id.slice(1) });
    expect(found.people.map(({ userId }) => userId)).toEqual([one?.userId]);
    expect(await listPeople(admin.ctx, { spaceId, search: "%" })).toMatchObject({ people: [] });
  });

  it("is for admins, as everything about people is", async () => {
    const { spaceId } = scene;
    const { ctx, userId } = await scene.person("operator");
    const calls = [
      listPeople(ctx, { spaceId }),
      invitePerson(ctx, asked()),
      setPlatformRole(ctx, { userId, platformRole: "admin" }),
      setUserDisabled(ctx, { userId, isDisabled: false }),
      resetPassword(ctx, { userId }),
      removeFromSpace(ctx, { spaceId, userId }),
    ];
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: "FORBIDDEN", reason: "space.admin" });
    const nobody = "00000000-0000-4000-8000-000000000000";
    await expect(setPlatformRole(admin.ctx, { userId: nobody, platformRole: "admin" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
