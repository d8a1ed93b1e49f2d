import type { ServiceContext, Tx } from "@/server/db";
import { AppError } from "@/server/kernel";
import { loadReach, loadReader } from "../access/reach";
import { requireChannelRight, requireSpaceAdmin } from "../authorize";
import { readRevision } from "../change-repository";
import { parseInput } from "../input";
import { type EffectRow, principalsMax, selectConcerned, selectEffects } from "./effect-repository";
import { PreviewChangeInput, type PreviewedChange } from "./input";
import { countConnections, planForMany } from "./places-repository";
import { placesMax, planChange } from "./plan-change";
import { rightsTable } from "./rights-table";

const transactionTimeoutMs = 30_000;
const sampled = 5;

/** What a change would take or give. */
export interface Effect {
  /** Who would be able to do less, or more, somewhere: read, post, moderate or manage. */
  principals: number;
  /** Channels and private threads where. */
  channels: number;
  /** Pairs of the two. */
  pairs: number;
  /** The pairs that are about reading. */
  reading: number;
  /** Not all who may be concerned were looked at: it is this much, or more. */
  isCapped: boolean;
  /** Some of them by id, with some of the places; a private thread is `channel/thread`. */
  sample: { principal: string; channels: string[] }[];
}

export interface ChangePreview {
  loses: Effect;
  gains: Effect;
  /** Live connections that would be closed. */
  connections: number;
  revision: string;
}

/**
 * What the change would do if it were made at `revision`; nothing is written. Takes about a second at most: of very many who
 * may be concerned some are looked at, and the effect says so. For whoever may make the change.
 */
export async function previewChange(ctx: ServiceContext, given: PreviewChangeInput): Promise<ChangePreview> {
  const { spaceId, change } = parseInput(PreviewChangeInput, given);
  await requireRightTo(ctx, spaceId, change);
  return ctx.db.$transaction(
    async (tx) => {
      const revision = await readRevision(tx, spaceId);
      if (revision === undefined) {
        throw new AppError("NOT_FOUND", `There is no space "${spaceId}".`, { reason: "unknown_space" });
      }
      const now = ctx.clock.now();
      const effects =
        change.kind === "disable"
          ? await effectsOfDisabling(tx, { spaceId, principal: change.principal, now })
          : await effectsOf(tx, { spaceId, change, now });
      return { ...effects, revision };
    },
    { isolationLevel: "RepeatableRead", timeout: transactionTimeoutMs, maxWait: transactionTimeoutMs },
  );
}

async function requireRightTo(ctx: ServiceContext, spaceId: string, change: PreviewedChange): Promise<void> {
  switch (change.kind) {
    case "auth":
    case "resource-groups":
    case "channel":
      await requireChannelRight(ctx, spaceId, change.channel, "channel.manage");
      return;
    case "block":
      await requireChannelRight(ctx, spaceId, change.channel, "channel.moderate");
      return;
    default:
      await requireSpaceAdmin(ctx);
  }
}

type Effects = Omit<ChangePreview, "revision">;

async function effectsOf(
  tx: Tx,
  { spaceId, change, now }: { spaceId: string; change: Exclude<PreviewedChange, { kind: "disable" }>; now: Date },
): Promise<Effects> {
  const plan = await planChange(tx, spaceId, change);
  if (plan.places.length === 0) return { loses: noEffect, gains: noEffect, connections: 0 };
  const limit = principalsMax(plan);
  const found = await selectConcerned(tx, plan.concerned, limit + 1);
  const isCapped = plan.isCapped || found.length > limit;
  await planForMany(tx);
  const principalKeys = found.slice(0, limit);
  const effects = await selectEffects(tx, { plan, principalKeys, table: rightsTable(), now, sampled });
  return {
    loses: effectOf(effects?.loses, isCapped),
    gains: effectOf(effects?.gains, isCapped),
    connections: effects?.connections ?? 0,
  };
}

/** A disabled principal loses everything it can read. */
async function effectsOfDisabling(
  tx: Tx,
  { spaceId, principal, now }: { spaceId: string; principal: string; now: Date },
): Promise<Effects> {
  const reader = await loadReader(tx, spaceId, principal);
  if (!reader.principal) {
    const message = `There is no principal "${principal}" in this space.`;
    const fields = [{ path: "change.principal", message }];
    throw new AppError("NOT_FOUND", message, { reason: "unknown_principal", fields });
  }
  const reached = await loadReach(tx, reader, { spaceId, includeArchived: true, limit: placesMax + 1 });
  const names = reached.flatMap(({ row, canRead, privateThreads }) => [
    ...(canRead ? [row.name] : []),
    ...privateThreads.map(({ name }) => `${row.name}/${name}`),
  ]);
  const isCapped = reached.length > placesMax;
  const loses = {
    principals: Math.min(1, names.length),
    channels: names.length,
    pairs: names.length,
    reading: names.length,
    isCapped,
    sample: names.length > 0 ? [{ principal, channels: names.slice(0, sampled) }] : [],
  };
  return { loses, gains: noEffect, connections: await countConnections(tx, reader.principal.key, now) };
}

const noEffect: Effect = { principals: 0, channels: 0, pairs: 0, reading: 0, isCapped: false, sample: [] };

function effectOf(row: EffectRow | undefined | null, isCapped: boolean): Effect {
  if (!row) return { ...noEffect, isCapped };
  const { principals, places, pairs, reading, sample } = row;
  return { principals, channels: places, pairs, reading, isCapped, sample: sample ?? [] };
}
