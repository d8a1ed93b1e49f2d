import { z } from "zod";
import type { Place } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { requireSelf } from "../authorize";
import { parseInput, principalId, spaceName } from "../input";
import { loadReach, loadReader } from "./reach";
import { selectGroupNames } from "./repository";

const ListReadablePlacesInput = z.object({ spaceId: spaceName, principalId });

/** A channel, with the threads that follow it, or a private thread. */
export interface ReadablePlace {
  place: Place;
  /** How long its messages are kept; null: for ever. */
  retentionMs: number | null;
}

export interface ReadablePlaces {
  places: ReadablePlace[];
  /** Names of the principal's groups, at most 1,000. */
  groups: string[];
}

const placesMax = 20_000;
const groupsMax = 1_000;

/**
 * Where the principal may read, archived places included: each channel stands for its inherited threads too, each private
 * thread for itself. For the principal itself and services.
 */
export async function listReadablePlaces(
  ctx: ServiceContext,
  given: z.input<typeof ListReadablePlacesInput>,
): Promise<ReadablePlaces> {
  const { spaceId, principalId: id } = parseInput(ListReadablePlacesInput, given);
  await requireSelf(ctx, spaceId, id);
  const reader = await loadReader(ctx.db, spaceId, id);
  if (!reader.principal) return { places: [], groups: [] };
  const everything = { spaceId, includeArchived: true, includeArchivedThreads: true, limit: placesMax };
  const [reached, groups] = await Promise.all([
    loadReach(ctx.db, reader, everything),
    selectGroupNames(ctx.db, reader.principal.key, groupsMax),
  ]);
  const places = reached.flatMap(({ row: { name: channel, retentionMs }, canRead, privateThreads }) => [
    ...(canRead ? [{ place: { channel }, retentionMs }] : []),
    ...privateThreads.map(({ name: thread }) => ({ place: { channel, thread, isPrivate: true }, retentionMs })),
  ]);
  return { places, groups };
}
