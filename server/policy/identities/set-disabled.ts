import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireSpaceAdmin } from "../authorize";
import { changePolicy } from "../change";
import { closeLostAccess } from "../credentials/close-lost-access";
import { parseInput, principalId } from "../input";
import { findPrincipal, updatePrincipal } from "./repository";

const SetPrincipalDisabledInput = z.object({ spaceId: z.string(), principalId, isDisabled: z.boolean() });

/** A disabled principal may nothing and its live connections are closed; enabling it gives back what its groups allow. */
export async function setPrincipalDisabled(
  ctx: ServiceContext,
  given: z.infer<typeof SetPrincipalDisabledInput>,
): Promise<{ closed: number; revision: string }> {
  await requireSpaceAdmin(ctx);
  const { spaceId, principalId: id, isDisabled } = parseInput(SetPrincipalDisabledInput, given);
  const { revision } = await changePolicy(
    ctx,
    { spaceId, verb: isDisabled ? "principal.disable" : "principal.enable", target: `principal:${id}` },
    async (tx) => {
      const known = await findPrincipal(tx, spaceId, id);
      if (!known) throw new AppError("NOT_FOUND", `There is no principal "${id}" in this space.`);
      const wasDisabled = known.disabledAt !== null;
      const isChanged = wasDisabled !== isDisabled;
      if (isChanged) await updatePrincipal(tx, known.key, { disabledAt: isDisabled ? ctx.clock.now() : null });
      const [before, after] = [{ isDisabled: wasDisabled }, { isDisabled }];
      return { result: undefined, isChanged, before, after, principals: [id] };
    },
  );
  const closed = await closeLostAccess(ctx, { spaceId, reason: "access switched off", principals: [id] });
  return { closed, revision };
}
