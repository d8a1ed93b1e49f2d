import { z } from "zod";
import type { Place } from "@/sdk/protocol";
import type { ServiceContext, Tx } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireChannelRight } from "../authorize";
import { blockOn } from "../blocks/in-force";
import { selectBlocksById } from "../blocks/repository";
import { type BlockView, viewOfBlock } from "../blocks/view";
import { readRevision } from "../change-repository";
import { channelName, parseInput, spaceName, threadName } from "../input";
import { searchText } from "../paging/search";
import type { Role } from "../types";
import type { PrincipalWithAccess } from "./access-list";
import { selectNamed } from "./candidates-repository";
import { findPlace } from "./place-repository";
import { readAccessPage } from "./read-access-page";
import { sourcesOf } from "./sources";
import { waysOf } from "./ways";
import { selectHoldings } from "./ways-repository";

const holdingsMax = 10;

export const ListPrincipalsWithAccessInput = z.object({
  spaceId: spaceName,
  channel: channelName,
  thread: threadName.optional(),
  action: z.enum(["channel.read", "channel.post"]).default("channel.read"),
  /** Part of the id or of the name. */
  search: searchText,
  after: z.string().max(1_000).optional(),
  limit: z.number().int().min(1).max(200).default(50),
});
export type ListPrincipalsWithAccessInput = z.input<typeof ListPrincipalsWithAccessInput>;

export interface AccessView {
  id: string;
  kind: "agent" | "person";
  displayName: string;
  /** The strongest on the channel. */
  role: Role | null;
  /** How the right comes about, each as a path from the principal to the place; at most some ten. */
  ways: string[][];
  /** What keeps somebody who may read from posting. */
  block: BlockView | null;
}

/**
 * A page of exactly those for whom `checkPermission` says yes, by id, of a search first those whose id begins with it; not
 * older than `revision`. A page may hold fewer than `limit`, even none, while there is a `next`. For admins and the channel's
 * owners.
 */
export async function listPrincipalsWithAccess(
  ctx: ServiceContext,
  given: ListPrincipalsWithAccessInput,
): Promise<{ principals: AccessView[]; next: string | undefined; revision: string }> {
  const input = parseInput(ListPrincipalsWithAccessInput, given);
  const { spaceId, channel, thread, action, search = "", after, limit } = input;
  await requireChannelRight(ctx, spaceId, channel, "channel.manage");
  const revision = await readRevision(ctx.db, spaceId);
  const found = await findPlace(ctx.db, spaceId, { channel, thread });
  if (revision === undefined || !found) {
    throw new AppError("NOT_FOUND", `There is no channel #${channel}.`, { reason: "unknown_channel" });
  }
  if (thread !== undefined && found.threadKey === null) {
    throw new AppError("NOT_FOUND", `There is no thread #${channel}/${thread}.`, { reason: "unknown_thread" });
  }
  const { channelKey, isPrivateThread } = found;
  const threadKey = isPrivateThread ? found.threadKey : null;
  const sources = await sourcesOf(ctx.db, { spaceId, place: found, action });
  const place: Place = { channel, thread };
  const page = await readAccessPage(ctx.db, { sources, action, place }, { search, after, limit });
  return {
    principals: await viewsOf(ctx.db, page.rows, { spaceId, action, place, channelKey, threadKey }),
    next: page.next,
    revision,
  };
}

interface Asked {
  spaceId: string;
  action: "channel.read" | "channel.post";
  place: Place;
  channelKey: number;
  threadKey: number | null;
}

async function viewsOf(db: Tx, rows: PrincipalWithAccess[], asked: Asked): Promise<AccessView[]> {
  const { spaceId, action, place, channelKey, threadKey } = asked;
  const ids = rows.map(({ id }) => id);
  const principalKeys = rows.flatMap(({ facts }) => facts.principal?.key ?? []);
  const blockIds = rows.flatMap(({ facts }) => blockOn("channel.post", facts)?.id ?? []);
  const [named, holdings, blocks] = await Promise.all([
    selectNamed(db, spaceId, ids),
    selectHoldings(db, { channelKey, threadKey, principalKeys, perPrincipal: holdingsMax }),
    selectBlocksById(db, [...new Set(blockIds)]),
  ]);
  const names = new Map(named.map((row) => [row.id, row]));
  const views = new Map(blocks.map((row) => [row.id, viewOfBlock(row)]));
  return rows.flatMap(({ id, facts }) => {
    const row = names.get(id);
    // Gone between the two statements.
    if (!row) return [];
    const own = holdings.filter(({ principalKey }) => principalKey === row.key);
    return {
      id,
      kind: row.kind,
      displayName: row.displayName,
      role: facts.role?.role ?? null,
      ways: waysOf({ principal: id, action, place }, facts, own).map(({ path }) => path),
      block: views.get(blockOn("channel.post", facts)?.id ?? "") ?? null,
    };
  });
}
