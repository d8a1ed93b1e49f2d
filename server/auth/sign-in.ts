import type { Db } from "@/server/db";
import type { Logger } from "@/server/kernel";
import type { AttemptLimiter } from "./attempt-limiter";
import { createPasswordDesk } from "./password-desk";
import { findUserByEmail } from "./users";

const attemptsPerAddress = 8;
/** Bounds how often one address may fail on all accounts together; many people may share it. */
const attemptsPerSource = 100;
/** Bounds what many addresses together may try on one account, without letting one address lock its owner out. */
const attemptsPerAccount = 60;

const desk = createPasswordDesk();

interface SignInInput {
  email: string;
  password: string;
  /** The client's address; `unknown` when it is not known. */
  address: string;
}

/**
 * The id of the user whose e-mail and password these are, else null. An unknown e-mail, a wrong password, a disabled user and too many
 * attempts are not told apart, neither by the answer nor by the time it takes; too many attempts cost no work.
 */
export async function verifySignIn(
  world: { db: Db; limiter: AttemptLimiter; log: Logger },
  input: SignInInput,
): Promise<{ id: string } | null> {
  const email = normalizeEmail(input.email);
  const byAddress = `${email} ${input.address}`;
  // What an address tries beyond its own limit does not count against the account.
  const isWithinLimits =
    (input.address === "unknown" || world.limiter.take([{ key: input.address, limit: attemptsPerSource }])) &&
    world.limiter.take([{ key: byAddress, limit: attemptsPerAddress }]) &&
    world.limiter.take([{ key: email, limit: attemptsPerAccount }]);
  const user = isWithinLimits ? await findUserByEmail(world.db, email) : null;
  const isRight = isWithinLimits ? await desk.verify(input.password, user?.passwordHash) : await desk.refuse();
  if (!user || !isRight || user.disabledAt) {
    world.log.warn({ email, address: input.address, isWithinLimits }, "a sign-in was refused");
    return null;
  }
  world.limiter.giveBack(input.address);
  world.limiter.forget([byAddress]);
  return { id: user.id };
}

/** E-mail addresses are stored and compared in lower case. */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}
