import type { Tx } from "@/server/db";
import { AppError, type FieldProblem } from "@/server/kernel";
import type { Holder, Role } from "../types";
import { type HeldRole, resolveHolders } from "./roles-repository";

const problemsMax = 20;

export interface AuthChange {
  holder: Holder;
  /** Null takes the role away. */
  role: Role | null;
}

/** The changes, which are at `path` of the input, with their holders' keys. Throws VALIDATION that names each holder who is not in the space. */
export async function resolveChanges(
  db: Tx,
  spaceId: string,
  changes: AuthChange[],
  path = "changes",
): Promise<(AuthChange & HeldRole)[]> {
  const keys = await resolveHolders(db, spaceId, splitHolders(changes));
  const resolved: (AuthChange & HeldRole)[] = [];
  const problems: FieldProblem[] = [];
  for (const [index, { holder, role }] of changes.entries()) {
    const [kind, name, key] =
      "group" in holder
        ? (["group", holder.group, keys.groups.get(holder.group)] as const)
        : (["principal", holder.principal, keys.principals.get(holder.principal)] as const);
    if (key === undefined) {
      problems.push({ path: `${path}[${index}].holder.${kind}`, message: `no ${kind} "${name}" in this space` });
    } else resolved.push({ holder, role, ...(kind === "group" ? { groupKey: key } : { principalKey: key }) });
  }
  if (problems.length === 0) return resolved;
  const message = `${problems.length} of the holders are not in this space; nothing was changed.`;
  throw new AppError("VALIDATION", message, { reason: "unknown_holder", fields: problems.slice(0, problemsMax) });
}

/** Throws VALIDATION that names each holder who is there twice. */
export function requireDistinctHolders(changes: AuthChange[], path = "changes"): void {
  const first = new Map<string, number>();
  const fields: FieldProblem[] = [];
  for (const [index, { holder }] of changes.entries()) {
    const key = JSON.stringify(holder);
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, index);
    else fields.push({ path: `${path}[${index}].holder`, message: `the same as ${path}[${earlier}].holder` });
  }
  if (fields.length === 0) return;
  throw new AppError("VALIDATION", "Each holder can be changed once.", { fields: fields.slice(0, problemsMax) });
}

export function splitHolders(changes: { holder: Holder }[]): { groups: string[]; principals: string[] } {
  return {
    groups: changes.flatMap(({ holder }) => ("group" in holder ? holder.group : [])),
    principals: changes.flatMap(({ holder }) => ("principal" in holder ? holder.principal : [])),
  };
}
