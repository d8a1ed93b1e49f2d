import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireSpaceAdmin } from "../authorize";
import { closeCredentialsOf } from "../credentials/close-lost-access";
import { parseInput } from "../input";
import { administer } from "./administer";
import { findAgentNkey, markAgentNkeyRevoked } from "./agent-nkey-repository";

const RevokeAgentNkeyInput = z.object({ spaceId: z.string(), publicKey: z.string() });

/** The key pair and the session tokens it got open nothing from now on, and every credential of its agent is closed. */
export async function revokeAgentNkey(
  ctx: ServiceContext,
  given: z.infer<typeof RevokeAgentNkeyInput>,
): Promise<{ closed: number }> {
  await requireSpaceAdmin(ctx);
  const { spaceId, publicKey } = parseInput(RevokeAgentNkeyInput, given);
  const nkey = await findAgentNkey(ctx.db, spaceId, publicKey);
  if (!nkey) throw new AppError("NOT_FOUND", "There is no such nkey in this space.", { reason: "unknown_key" });
  const { agent, label } = nkey;
  await administer(ctx, { spaceId, verb: "agent-nkey.revoke", target: `agent:${agent}` }, async (tx) => ({
    result: undefined,
    isChanged: await markAgentNkeyRevoked(tx, publicKey, ctx.clock.now()),
    before: { publicKey, label },
  }));
  return { closed: await closeCredentialsOf(ctx, { spaceId, reason: "agent nkey revoked", principalId: agent }) };
}
