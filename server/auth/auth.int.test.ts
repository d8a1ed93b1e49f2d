import { afterAll, beforeAll, expect, test } from "vitest";
import { env, systemClock } from "@/server/kernel";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { createAttemptLimiter } from "./attempt-limiter";
import { createAuth, findSignedIn, type SignedInUser } from "./auth";
import { authOptions } from "./options";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

type Callbacks = NonNullable<ReturnType<typeof authOptions>["callbacks"]>;
type Jwt = NonNullable<Callbacks["jwt"]>;
type Token = Awaited<ReturnType<Jwt>>;

/** A session as next-auth makes it: once signed in, the token goes through the callback at every request. */
async function sessionOf(userId: string) {
  const limiter = createAttemptLimiter({ clock: systemClock, windowMs: 1_000, keysMax: 10 });
  const { db, log, secret } = world;
  const callbacks = authOptions({ db, env, log, limiter, secret }).callbacks as Required<Callbacks>;
  const pass = (given: { token: Token; user?: { id: string } }) => callbacks.jwt(given as Parameters<Jwt>[0]);
  const token = await pass({ token: await pass({ token: {}, user: { id: userId } }) });
  const given = { session: { expires: "" }, token } as Parameters<Callbacks["session"] & object>[0];
  return (await callbacks.session(given)).user as { id: string; stamp: string };
}

test("a session lasts until its user is disabled or gone, or has a new password", async () => {
  const { db } = world;
  const email = `${world.unique("user")}@example.org`;
  const { id } = await db.user.create({ data: { email, name: "Somebody", passwordHash: "salt:old" } });
  const change = (data: { disabledAt?: Date | null; passwordHash?: string }) => db.user.update({ where: { id }, data });
  const before = await sessionOf(id);
  expect(await findSignedIn(db, before)).toMatchObject({ id, email, actor: { kind: "user", userId: id } });
  expect(await findSignedIn(db, { id })).toBeNull();
  const limiter = createAttemptLimiter({ clock: systemClock, windowMs: 1_000, keysMax: 10 });
  const auth = createAuth({ db, env, log: world.log, limiter, secret: world.secret });
  const signedIn = (await findSignedIn(db, before)) as SignedInUser;
  expect(await auth.isStillSignedIn(signedIn)).toBe(true);
  await change({ disabledAt: new Date() });
  expect(await findSignedIn(db, before)).toBeNull();
  expect(await auth.isStillSignedIn(signedIn)).toBe(false);
  await change({ disabledAt: null, passwordHash: "salt:new" });
  expect(await findSignedIn(db, before)).toBeNull();
  const after = await sessionOf(id);
  expect(await findSignedIn(db, after)).toMatchObject({ id });
  await db.user.delete({ where: { id } });
  expect(await findSignedIn(db, after)).toBeNull();
});

test("somebody who comes from another provider has a session without a password", async () => {
  const { id } = await world.db.user.create({ data: { email: `${world.unique("user")}@example.org`, name: "Guest" } });
  expect(await findSignedIn(world.db, await sessionOf(id))).toMatchObject({ id });
});
