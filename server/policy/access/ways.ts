import { decide, type Question } from "../decide";
import type { Facts } from "../facts";
import type { Role } from "../types";

/** How a right comes about: the path from the principal to the place, and the role that gives it, where it is one. */
export interface Way {
  path: string[];
  role: Role | null;
}

/** What a principal holds at a place, one by one, where `Facts` has only the strongest. */
export interface Holding {
  /** Null: directly. */
  group: string | null;
  /** On the channel; null: takes part in the private thread. */
  role: Role | null;
}

/** Every way in which the principal would have the right, were nobody blocked and everything open: by what it is, then by what it holds. */
export function waysOf(question: Question, facts: Facts, holdings: Holding[]): Way[] {
  const bare: Facts = { ...withoutObstacles(facts), role: undefined, participantGroup: undefined };
  const ways = new Map<string, Way>();
  for (const given of [bare, ...holdings.map((holding) => withHolding(bare, holding))]) {
    const { allowed, path } = decide(question, given);
    const key = JSON.stringify(path);
    if (allowed && !ways.has(key)) ways.set(key, { path, role: roleIn(path, given) });
  }
  return [...ways.values()];
}

/** The same without blocks, and with the place open to whoever has the right. */
export function withoutObstacles(facts: Facts): Facts {
  const { channel, thread } = facts;
  return {
    ...facts,
    blocks: [],
    channel: channel && { ...channel, state: "Active" },
    thread: thread && { ...thread, state: "Active" },
  };
}

function withHolding(bare: Facts, { role, group }: Holding): Facts {
  return role === null ? { ...bare, participantGroup: group ?? undefined } : { ...bare, role: { role, group } };
}

/** An admin's way is the platform role, whatever role they hold besides. */
function roleIn(path: string[], { role }: Facts): Role | null {
  return role && path.at(-1)?.startsWith(`${role.role} of `) ? role.role : null;
}
