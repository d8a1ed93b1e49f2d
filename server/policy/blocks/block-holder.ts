import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError, describeActor } from "@/server/kernel";
import { requireChannelRight } from "../authorize";
import { changePolicy } from "../change";
import { closeLostAccess } from "../credentials/close-lost-access";
import { channelName, holderInput, parseInput, spaceName } from "../input";
import { findTarget, rankOfActor } from "./find-target";
import { requireBlockable, requireBlockableGroup } from "./rank";
import { deleteBlock, findBlock, insertBlock, selectPlacesOfChannel } from "./repository";
import { type BlockView, viewOfBlock } from "./view";

export const BlockHolderInput = z.object({
  spaceId: spaceName,
  channel: channelName,
  holder: holderInput,
  effect: z.enum(["access", "posting"]),
  reason: z
    .string()
    .trim()
    .min(1, "why, in a few words: whoever is blocked reads it")
    .max(500, "at most 500 characters")
    .refine((text) => !/\p{Cc}/u.test(text), "no control characters"),
  expiresAt: z.iso
    .datetime({ offset: true, error: "a time as RFC 3339 has it, such as 2025-01-31T12:00:00Z" })
    .optional(),
});
export type BlockHolderInput = z.input<typeof BlockHolderInput>;

/**
 * The holder is blocked from the channel and its threads until `expiresAt`, or until somebody lifts it, and with the effect
 * `access` what it reads there is closed. Takes the place of an earlier block with the same effect. For moderators, of those
 * below their own rank; owners and admins cannot be blocked.
 */
export async function blockHolder(
  ctx: ServiceContext,
  given: BlockHolderInput,
): Promise<{ block: BlockView; closed: number; revision: string }> {
  const { spaceId, channel, holder, effect, reason, ...input } = parseInput(BlockHolderInput, given);
  const expiresAt = input.expiresAt === undefined ? null : requireFuture(ctx, new Date(input.expiresAt));
  const principal = await requireChannelRight(ctx, spaceId, channel, "channel.moderate");
  const { result, revision } = await changePolicy(
    ctx,
    { spaceId, verb: "channel.block", target: `channel:${channel}` },
    async (tx) => {
      const target = await findTarget(tx, { spaceId, channel, holder });
      if ("group" in holder) requireBlockableGroup(target, channel);
      else requireBlockable(await rankOfActor(tx, { spaceId, channel, principal }), target, channel);
      const before = await findBlock(tx, target.channelKey, target.holder, effect);
      const row = { effect, reason, expiresAt, createdBy: describeActor(ctx.actor), createdAt: ctx.clock.now() };
      const isSame = before?.reason === reason && before.expiresAt?.getTime() === expiresAt?.getTime();
      if (before && !isSame) await deleteBlock(tx, before.id);
      const block =
        before && isSame ? before : await insertBlock(tx, { channelKey: target.channelKey, ...target.holder, ...row });
      return {
        result: { block: viewOfBlock(block), places: await selectPlacesOfChannel(tx, target.channelKey, channel) },
        isChanged: !isSame,
        ...(before && { before: viewOfBlock(before) }),
        after: viewOfBlock(block),
        ...("principal" in holder && { principals: [holder.principal] }),
      };
    },
  );
  const { block, places } = result;
  const lost = "principal" in holder ? { principals: [holder.principal] } : { places };
  const closed =
    effect === "access" ? await closeLostAccess(ctx, { spaceId, reason: `blocked from #${channel}`, ...lost }) : 0;
  return { block, closed, revision };
}

function requireFuture({ clock }: ServiceContext, at: Date): Date {
  if (at > clock.now()) return at;
  const message = "a time that is still to come; leave it out to block until somebody lifts it";
  throw new AppError("VALIDATION", `expiresAt: ${message}`, { fields: [{ path: "expiresAt", message }] });
}
