import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import type { AttemptOutcome, AuthMethod } from "../authentication/attempt";
import { selectAttempts } from "../authentication/attempts-repository";
import { requireSpaceAdmin } from "../authorize";
import { parseInput } from "../input";

const CountAttemptsInput = z.object({ spaceId: z.string(), since: z.iso.datetime({ offset: true }) });

/** How often agents tried to authenticate in one hour, by method and outcome. */
export interface AttemptCount {
  /** When the hour began, RFC 3339. */
  hour: string;
  method: AuthMethod;
  outcome: AttemptOutcome;
  times: number;
}

/** The attempts at the space in the hours from `since` on, oldest first. The last few seconds are not counted yet. */
export async function countAttempts(
  ctx: ServiceContext,
  given: z.infer<typeof CountAttemptsInput>,
): Promise<AttemptCount[]> {
  await requireSpaceAdmin(ctx);
  const { spaceId, since } = parseInput(CountAttemptsInput, given);
  const rows = await selectAttempts(ctx.db, spaceId, new Date(since));
  return rows.map(({ hour, times, ...row }) => ({ ...row, hour: hour.toISOString(), times: Number(times) }));
}
