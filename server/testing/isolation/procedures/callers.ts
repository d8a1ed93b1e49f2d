import type { Auth } from "@/server/auth";
import { hashPassword, type PlatformRole, passwordStamp } from "@/server/kernel";
import { ensurePerson } from "@/server/policy";
import { type Stage, type Standing, standings } from "../stage";
import { sessionThatEnded, signIn } from "./sessions";

/** Who has no session, or none that counts any more. */
export const nobodies = ["nobody", "forged", "expired", "revoked", "dismissed"] as const;
/** Who is signed in, but has no part in the space: theirs is another one, or it was switched off. */
export const strangers = ["stranger", "barred"] as const;
/**
 * Who is in the space, by platform role and by standing on its private channels. `operator`, `observer` and `demoted` have
 * none (`demoted` signed in as an admin and is an operator since); `watchingOwner` is an observer whom a role makes owner.
 */
export const insiders = ["admin", "operator", "observer", "demoted", "watchingOwner", ...standings] as const;
export const callers = [...nobodies, ...strangers, ...insiders] as const;

export type Insider = (typeof insiders)[number];
export type Caller = (typeof callers)[number];

const password = "correct horse battery staple";
const hourSeconds = 3_600;

interface Person {
  userId: string;
  email: string;
  principal: string | undefined;
}

/** A cookie for each caller, from a real sign-in where there is one; undefined without any. */
export async function signInEverybody(stage: Stage, auth: Auth): Promise<Record<Caller, string | undefined>> {
  const { world, spaceId, otherSpaceId } = stage;
  const { db, secret } = world;
  const passwordHash = await hashPassword(password);

  async function enrol(name: string, platformRole: PlatformRole = "operator", inSpace?: string): Promise<Person> {
    const email = `${world.unique(name)}@example.org`;
    const { id: userId } = await db.user.create({ data: { email, name, platformRole, passwordHash } });
    const person = inSpace && (await ensurePerson(stage.ctx, { userId, spaceId: inSpace }));
    return { userId, email, principal: person ? person.id : undefined };
  }
  const enter = ({ email }: Person) => signIn(auth, { email, password });
  const as = async (role: PlatformRole, standing?: Standing) => {
    const person = await enrol(standing ?? role, role, spaceId);
    if (standing && person.principal) await stage.give(person.principal, standing);
    return enter(person);
  };

  const expired = await enrol("expired", "admin", spaceId);
  const revoked = await enrol("revoked", "admin", spaceId);
  const revokedCookie = await enter(revoked);
  await db.user.update({ where: { id: revoked.userId }, data: { passwordHash: await hashPassword("another one") } });
  const dismissed = await enrol("dismissed", "admin", spaceId);
  const dismissedCookie = await enter(dismissed);
  await db.user.update({ where: { id: dismissed.userId }, data: { disabledAt: new Date() } });
  const barred = await enrol("barred", "operator", spaceId);
  const where = { spaceId_id: { spaceId, id: barred.principal ?? "" } };
  await db.principal.update({ where, data: { disabledAt: new Date() } });
  const demoted = await enrol("demoted", "admin", spaceId);
  const demotedCookie = await enter(demoted);
  await db.user.update({ where: { id: demoted.userId }, data: { platformRole: "operator" } });

  const claims = { sub: expired.userId, stamp: passwordStamp(passwordHash) };
  return {
    nobody: undefined,
    forged: await sessionThatEnded("another installation's secret", claims, -hourSeconds),
    expired: await sessionThatEnded(secret, claims, hourSeconds),
    revoked: revokedCookie,
    dismissed: dismissedCookie,
    stranger: await enter(await enrol("stranger", "operator", otherSpaceId)),
    barred: await enter(barred),
    admin: await as("admin"),
    operator: await as("operator"),
    observer: await as("observer"),
    demoted: demotedCookie,
    watchingOwner: await as("observer", "owner"),
    owner: await as("operator", "owner"),
    moderator: await as("operator", "moderator"),
    member: await as("operator", "member"),
    blocked: await as("operator", "blocked"),
    paused: await as("operator", "paused"),
  };
}

/** The cookie of `expired` as it was while it lasted: that it lets somebody in shows that its age is what shuts them out. */
export async function sessionBeforeItEnded({ world, spaceId, ctx }: Stage): Promise<string> {
  const passwordHash = await hashPassword(password);
  const email = `${world.unique("lasting")}@example.org`;
  const user = await world.db.user.create({ data: { email, name: "Lasting", passwordHash } });
  await ensurePerson(ctx, { userId: user.id, spaceId });
  return sessionThatEnded(world.secret, { sub: user.id, stamp: passwordStamp(passwordHash) }, -hourSeconds);
}
