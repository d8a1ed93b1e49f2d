import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireChannelRight } from "../authorize";
import { changePolicy } from "../change";
import { channelName, holderInput, parseInput, spaceName } from "../input";
import { findTarget, rankOfActor } from "./find-target";
import { requireLiftable } from "./rank";
import { deleteBlock, findBlock } from "./repository";
import { viewOfBlock } from "./view";

export const LiftBlockInput = z.object({
  spaceId: spaceName,
  channel: channelName,
  holder: holderInput,
  effect: z.enum(["access", "posting"]),
});
export type LiftBlockInput = z.input<typeof LiftBlockInput>;

/** The holder is no longer blocked with that effect; what its groups and roles allow counts again. Throws NOT_FOUND where there is no such block. */
export async function liftBlock(ctx: ServiceContext, given: LiftBlockInput): Promise<{ revision: string }> {
  const { spaceId, channel, holder, effect } = parseInput(LiftBlockInput, given);
  const principal = await requireChannelRight(ctx, spaceId, channel, "channel.moderate");
  const { revision } = await changePolicy(
    ctx,
    { spaceId, verb: "channel.unblock", target: `channel:${channel}` },
    async (tx) => {
      const target = await findTarget(tx, { spaceId, channel, holder });
      requireLiftable(await rankOfActor(tx, { spaceId, channel, principal }), target, channel);
      const block = await findBlock(tx, target.channelKey, target.holder, effect);
      if (!block) {
        const is = effect === "access" ? "blocked from" : "paused on";
        throw new AppError("NOT_FOUND", `"${target.name}" is not ${is} #${channel}.`, { reason: "unknown_block" });
      }
      await deleteBlock(tx, block.id);
      return {
        result: undefined,
        isChanged: true,
        before: viewOfBlock(block),
        ...("principal" in holder && { principals: [holder.principal] }),
      };
    },
  );
  return { revision };
}
