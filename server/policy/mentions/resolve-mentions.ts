import { z } from "zod";
import { groupMentionMark, hereMention, isPrincipalId, type Place } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { findPlace } from "../access/place-repository";
import { decide } from "../decide";
import { loadFacts } from "../facts-repository";
import { parseInput, placeInput, spaceName } from "../input";
import { selectReadingGroups } from "./groups-repository";
import { requireReader } from "./require-reader";

const namesMax = 1_000;
const nameCharactersMax = 260;

export const ResolveMentionsInput = z.object({
  spaceId: spaceName,
  place: placeInput,
  /** As they stand behind the `@`, or as an envelope holds them: `detector`, `group:MLWorkersGroup`, `MLWorkersGroup`, `here`. */
  names: z.array(z.string().max(nameCharactersMax)).max(namesMax, `at most ${namesMax} names`),
});
export type ResolveMentionsInput = z.input<typeof ResolveMentionsInput>;

export interface ResolvedMention {
  /** As it was asked for. */
  alias: string;
  /** As an envelope holds it: `detector`, `group:MLWorkersGroup`, `here`. */
  canonical: string;
  kind: "agent" | "person" | "group" | "here";
}

export interface ResolvedMentions {
  resolved: ResolvedMention[];
  unresolved: string[];
}

/**
 * Whom the names stand for among those who can read the place: a principal of that id, else a group of that name, else the
 * principal whose id it is in lower case. What cannot read the place and what does not exist are both `unresolved`. For
 * readers of the place and for services; leaves no trace in the decision log of those who are named.
 */
export async function resolveMentions(ctx: ServiceContext, given: ResolveMentionsInput): Promise<ResolvedMentions> {
  const { spaceId, place, names: asked } = parseInput(ResolveMentionsInput, given);
  await requireReader(ctx, spaceId, place);
  const names = [...new Set(asked)];
  const found = await findPlace(ctx.db, spaceId, place);
  if (!found || (place.thread !== undefined && found.threadKey === null)) return { resolved: [], unresolved: names };
  const ids = names.flatMap((name) => [name, name.toLowerCase()].filter(isPrincipalId));
  const groups = names.map((name) => name.replace(groupMentionMark, "")).filter((name) => !/\p{Cc}/u.test(name));
  const [kinds, reading] = await Promise.all([
    readersAmong(ctx, spaceId, place, [...new Set(ids)]),
    selectReadingGroups(ctx.db, { spaceId, place: found, names: [...new Set(groups)] }),
  ]);
  const resolved: ResolvedMention[] = [];
  const unresolved: string[] = [];
  for (const alias of names) {
    const meant = meaningOf(alias, kinds, reading);
    if (meant) resolved.push({ alias, ...meant });
    else unresolved.push(alias);
  }
  return { resolved, unresolved };
}

type Kinds = ReadonlyMap<string, "agent" | "person">;

function meaningOf(
  alias: string,
  kinds: Kinds,
  groups: ReadonlySet<string>,
): Omit<ResolvedMention, "alias"> | undefined {
  if (alias === hereMention) return { canonical: hereMention, kind: "here" };
  const isGroupOnly = alias.startsWith(groupMentionMark);
  const group = alias.replace(groupMentionMark, "");
  const kind = kinds.get(alias);
  if (kind && !isGroupOnly) return { canonical: alias, kind };
  if (groups.has(group)) return { canonical: groupMentionMark + group, kind: "group" };
  const lower = alias.toLowerCase();
  const lowerKind = isGroupOnly ? undefined : kinds.get(lower);
  return lowerKind && { canonical: lower, kind: lowerKind };
}

async function readersAmong(ctx: ServiceContext, spaceId: string, place: Place, ids: string[]): Promise<Kinds> {
  const kinds = new Map<string, "agent" | "person">();
  if (ids.length === 0) return kinds;
  const facts = await loadFacts(
    ctx.db,
    spaceId,
    ids.map((principal) => ({ principal, place })),
  );
  for (const [index, principal] of ids.entries()) {
    const its = facts?.[index];
    const isReader = its !== undefined && decide({ principal, action: "channel.read", place }, its).allowed;
    if (isReader && its.principal) kinds.set(principal, its.principal.kind);
  }
  return kinds;
}
