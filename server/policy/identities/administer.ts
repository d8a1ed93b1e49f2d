import type { ServiceContext, Tx } from "@/server/db";
import { AppError } from "@/server/kernel";
import { readRevision } from "../change-repository";
import { writeAudit } from "../logs/write-audit";
import { findPrincipal, type PrincipalRow } from "./repository";

/** What an administrative act did. */
interface Act<Result> {
  result: Result;
  /** Nothing changed: no audit row. */
  isChanged?: boolean;
  /** For the audit log; plain JSON without secrets. */
  before?: unknown;
  after?: unknown;
}

/**
 * Runs an act that no decision hangs on (keys, issuers) and writes its audit row in the same transaction. What decisions
 * hang on goes through `changePolicy`.
 */
export async function administer<Result>(
  ctx: ServiceContext,
  { spaceId, verb, target }: { spaceId: string; verb: string; target: string },
  act: (tx: Tx) => Promise<Act<Result>>,
): Promise<Result> {
  return ctx.db.$transaction(async (tx) => {
    const { result, isChanged = true, before, after } = await act(tx);
    if (isChanged) await writeAudit(ctx, tx, { spaceId, verb, target, before, after });
    return result;
  });
}

/** The agent with that id; throws NOT_FOUND for persons too. */
export async function requireAgent(db: Tx, spaceId: string, id: string): Promise<PrincipalRow> {
  const agent = await findPrincipal(db, spaceId, id);
  if (agent?.kind === "agent") return agent;
  throw new AppError("NOT_FOUND", `There is no agent "${id}" in this space.`, { reason: "unknown_agent" });
}

export async function requireSpace(db: Tx, spaceId: string): Promise<void> {
  if ((await readRevision(db, spaceId)) !== undefined) return;
  throw new AppError("NOT_FOUND", `There is no space "${spaceId}".`, { reason: "unknown_space" });
}
