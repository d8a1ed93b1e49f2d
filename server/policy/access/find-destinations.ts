import { z } from "zod";
import type { ServiceContext, Tx } from "@/server/db";
import { requireSelf } from "../authorize";
import type { PrincipalRow } from "../identities/repository";
import { principalList } from "../identities/search-repository";
import { parseInput, principalId, spaceName } from "../input";
import { readNarrowedPage } from "../paging/narrowed-page";
import { searchText } from "../paging/search";
import type { ChannelState } from "../types";
import { selectCompanions, selectThreadKeys, selectThreadsLike } from "./destinations-repository";
import { loadReach, loadReader, type ReachedChannel } from "./reach";

const FindDestinationsInput = z.object({
  spaceId: spaceName,
  principalId,
  /** Some words, each of which has to stand in a thread's name or topic; of principals the longest counts. */
  search: searchText,
  limit: z.number().int().min(1).max(50).default(20),
});

/** Where somebody can go who knows a part of its name. */
export interface Destinations {
  threads: { channel: string; name: string; topic: string; state: ChannelState }[];
  principals: { id: string; kind: "agent" | "person"; displayName: string }[];
}

const channelsMax = 10_000;
const wordsMax = 5;

/**
 * Threads that share the readers of a channel that the principal may read, newest first, and principals who belong to a place
 * that it may read, as far as they can be found quickly. A single letter finds nothing. For the principal itself and services.
 */
export async function findDestinations(
  ctx: ServiceContext,
  given: z.input<typeof FindDestinationsInput>,
): Promise<Destinations> {
  const { spaceId, principalId: id, search = "", limit } = parseInput(FindDestinationsInput, given);
  await requireSelf(ctx, spaceId, id);
  const words = search.split(/\s+/).slice(0, wordsMax);
  const [longest = ""] = [...words].sort((one, other) => other.length - one.length);
  if (longest.length < 2) return { threads: [], principals: [] };
  const reader = await loadReader(ctx.db, spaceId, id);
  const reached = await loadReach(ctx.db, reader, { spaceId, includeArchived: false, limit: channelsMax });
  const readable = reached.filter(({ canRead }) => canRead);
  const names = new Map(readable.map(({ row }) => [row.key, row.name]));
  const [threads, principals] = await Promise.all([
    selectThreadsLike(ctx.db, { channelKeys: [...names.keys()], words, limit }),
    findPrincipals(ctx.db, { spaceId, search: longest, limit }),
  ]);
  const isAdmin = reader.principal?.platformRole === "admin";
  const known = isAdmin ? principals : await companions(ctx.db, principals, reached);
  return {
    threads: threads.map(({ channelKey, ...thread }) => ({ channel: names.get(channelKey) ?? "", ...thread })),
    principals: known.slice(0, limit).map(({ id, kind, displayName }) => ({ id, kind, displayName })),
  };
}

/** Some who are called so, those whose id begins with it first. */
async function findPrincipals(
  db: Tx,
  { spaceId, search, limit }: { spaceId: string; search: string; limit: number },
): Promise<PrincipalRow[]> {
  const list = () => principalList(db, { spaceId, search, sort: "id", isDisabled: false });
  const [beginning, containing] = await Promise.all([
    readNarrowedPage(list(), { after: [search.toLowerCase()], limit }),
    readNarrowedPage(list(), { after: undefined, limit: 5 * limit }),
  ]);
  const rows = [...beginning.rows, ...containing.rows];
  return [...new Map(rows.map((row) => [row.key, row])).values()];
}

/** Those whom the reader meets in a place; on a channel for everybody that is the whole space. */
async function companions(
  db: Tx,
  principals: PrincipalRow[],
  reached: readonly ReachedChannel[],
): Promise<PrincipalRow[]> {
  const readable = reached.filter(({ canRead }) => canRead);
  if (readable.some(({ row }) => row.isPublic && !row.hasGroups)) return principals;
  const privateThreads = reached.flatMap(({ row, privateThreads }) =>
    privateThreads.map(({ name }) => ({ channelKey: row.key, name })),
  );
  const found = await selectCompanions(db, {
    keys: principals.map(({ key }) => key),
    channelKeys: readable.map(({ row }) => row.key),
    threadKeys: await selectThreadKeys(db, privateThreads),
  });
  return principals.filter(({ key }) => found.has(key));
}
