import { z } from "zod";
import { hereMention } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { selectNamed } from "../access/candidates-repository";
import { findPlace } from "../access/place-repository";
import { readAccessPage } from "../access/read-access-page";
import { sourcesOf } from "../access/sources";
import { parseInput, placeInput, spaceName } from "../input";
import { searchText } from "../paging/search";
import { selectReadingGroupsLike } from "./groups-repository";
import { requireReader } from "./require-reader";

export const SuggestMentionsInput = z.object({
  spaceId: spaceName,
  place: placeInput,
  /** Part of an id or of a name; without it some of those who read there. */
  search: searchText,
  limit: z.number().int().min(1).max(50).default(8),
});
export type SuggestMentionsInput = z.input<typeof SuggestMentionsInput>;

export interface MentionSuggestion {
  /** What stands behind the `@`: an id, a group's name, `here`. */
  name: string;
  kind: "agent" | "person" | "group" | "here";
  /** What it is called otherwise; empty where that is the same. */
  label: string;
}

/**
 * Whom somebody may mean who writes a mention: principals that can read the place, those whose id begins with it first, and
 * groups that can. Nobody else is found, for nobody else would be told. For readers of the place and for services.
 */
export async function suggestMentions(ctx: ServiceContext, given: SuggestMentionsInput): Promise<MentionSuggestion[]> {
  const { spaceId, place, search = "", limit } = parseInput(SuggestMentionsInput, given);
  await requireReader(ctx, spaceId, place);
  const found = await findPlace(ctx.db, spaceId, place);
  if (!found || (place.thread !== undefined && found.threadKey === null)) return [];
  const sources = await sourcesOf(ctx.db, { spaceId, place: found, action: "channel.read" });
  const options = { sources, action: "channel.read", place } as const;
  const [page, groups] = await Promise.all([
    readAccessPage(ctx.db, options, { search, after: undefined, limit }),
    selectReadingGroupsLike(ctx.db, { spaceId, place: found, search, limit }),
  ]);
  const named = new Map(
    (
      await selectNamed(
        ctx.db,
        spaceId,
        page.rows.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  );
  const principals = page.rows.flatMap(({ id }): MentionSuggestion[] => {
    const row = named.get(id);
    return row ? [{ name: id, kind: row.kind, label: row.displayName === id ? "" : row.displayName }] : [];
  });
  const here: MentionSuggestion[] = hereMention.startsWith(search.toLowerCase())
    ? [{ name: hereMention, kind: "here", label: "" }]
    : [];
  return [...principals, ...groups.map((name): MentionSuggestion => ({ name, kind: "group", label: "" })), ...here];
}
