import { afterAll, beforeAll, expect, test } from "vitest";
import { hashPassword, systemClock } from "@/server/kernel";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { createAttemptLimiter } from "./attempt-limiter";
import { verifySignIn } from "./sign-in";

const password = "correct horse battery staple";
let world: TestWorld;
let passwordHash: string;

beforeAll(async () => {
  world = await createTestWorld();
  passwordHash = await hashPassword(password);
});
afterAll(() => world.close());

const newLimiter = () => createAttemptLimiter({ clock: systemClock, windowMs: 60_000, keysMax: 100 });

async function newUser(extra: { disabledAt?: Date; passwordHash?: string | null } = {}) {
  const email = `${world.unique("user")}@example.org`;
  return world.db.user.create({ data: { email, name: "Somebody", passwordHash, ...extra } });
}

function signIn(email: string, given: string, limiter = newLimiter(), address = "10.0.0.1") {
  return verifySignIn({ db: world.db, log: world.log, limiter }, { email, password: given, address });
}

test("the right password signs in, however the e-mail is spelled", async () => {
  const user = await newUser();
  expect(await signIn(`  ${user.email.toUpperCase()} `, password)).toEqual({ id: user.id });
});

test("a wrong password, an unknown e-mail, a disabled user and one without a password are all refused alike", async () => {
  const [user, disabled, foreign] = await Promise.all([
    newUser(),
    newUser({ disabledAt: new Date() }),
    newUser({ passwordHash: null }),
  ]);
  const answers = await Promise.all([
    signIn(user.email, "wrong"),
    signIn("nobody@example.org", password),
    signIn(disabled.email, password),
    signIn(foreign.email, ""),
  ]);
  expect(answers).toEqual([null, null, null, null]);
});

test("after eight wrong tries from one address even the right password is refused there, and not elsewhere", async () => {
  const user = await newUser();
  const limiter = newLimiter();
  for (let attempt = 0; attempt < 8; attempt += 1) await signIn(user.email, "wrong", limiter);
  expect(await signIn(user.email, password, limiter)).toBeNull();
  expect(await signIn(user.email, password, limiter, "10.0.0.2")).toEqual({ id: user.id });
});

test("what one address tries beyond its limit does not count against the account, so it cannot lock the owner out", async () => {
  const user = await newUser();
  const limiter = newLimiter();
  const counted: string[] = [];
  const take: typeof limiter.take = (attempts) => {
    counted.push(...attempts.map(({ key }) => key));
    return limiter.take(attempts);
  };
  for (let attempt = 0; attempt < 10; attempt += 1) await signIn(user.email, "wrong", { ...limiter, take });
  expect(counted.filter((key) => key === user.email)).toHaveLength(8);
});

test("one address that fails on a hundred accounts is refused on all, and signing in does not count against it", async () => {
  const user = await newUser();
  const limiter = createAttemptLimiter({ clock: systemClock, windowMs: 60_000, keysMax: 1_000 });
  expect(await signIn(user.email, password, limiter)).toEqual({ id: user.id });
  const tries = Array.from({ length: 99 }, (_, index) => [{ key: "10.0.0.1", limit: 100 + index }]);
  for (const attempts of tries) limiter.take(attempts);
  expect(await signIn(user.email, password, limiter)).toEqual({ id: user.id });
  limiter.take([{ key: "10.0.0.1", limit: 100 }]);
  expect(await signIn(user.email, password, limiter)).toBeNull();
  expect(await signIn(user.email, password, limiter, "10.0.0.2")).toEqual({ id: user.id });
});

test("what is over the limit does not even look for the account", async () => {
  const user = await newUser();
  const limiter = newLimiter();
  for (let attempt = 0; attempt < 8; attempt += 1) limiter.take([{ key: `${user.email} 10.0.0.1`, limit: 8 }]);
  const noDatabase = {} as typeof world.db;
  const input = { email: user.email, password, address: "10.0.0.1" };
  expect(await verifySignIn({ db: noDatabase, log: world.log, limiter }, input)).toBeNull();
});
