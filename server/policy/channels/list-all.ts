import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { requireSpaceAdmin } from "../authorize";
import { parseInput } from "../input";
import { patternOf, searchText } from "../paging/search";
import type { ChannelState, Role } from "../types";
import { type ChannelSummaryRow, selectChannelSummaries } from "./repository";

const groupsMax = 5;
const holdersCountedMax = 1_001;
const states = ["Active", "Paused", "Archived"] as const satisfies ChannelState[];

const ListAllChannelsInput = z.object({
  spaceId: z.string(),
  /** A part of the name or of the display name. */
  search: searchText,
  state: z.enum(states).optional(),
  limit: z.number().int().min(1).max(200).default(50),
  after: z.string().default(""),
});

/** A channel as whoever administers the space sees it. Dates are RFC 3339. */
export interface ChannelSummary {
  name: string;
  displayName: string;
  topic: string;
  visibility: "public" | "private";
  state: ChannelState;
  /** Its resource names groups, known or not: a public channel is then posted to by members only. */
  hasGroups: boolean;
  createdAt: string;
  archivedAt: string | null;
  /** When an archived channel's messages are removed for good. */
  purgeAt: string | null;
  /** Groups with a role, the strongest first; at most five of `groupCount`. */
  groups: { name: string; role: Role }[];
  groupCount: number;
  /** Single principals with a role. */
  principalCount: number;
  /** Principals with a role that are not switched off; counted up to 1,001, which stands for more than 1,000. */
  holders: number;
  blocks: number;
}

/** A page of all channels of the space in the order of their names, archived and paused ones included; `next` is the `after` of the following page. For admins. */
export async function listAllChannels(
  ctx: ServiceContext,
  given: z.input<typeof ListAllChannelsInput>,
): Promise<{ channels: ChannelSummary[]; next: string | undefined }> {
  await requireSpaceAdmin(ctx);
  const { spaceId, search, state, limit, after } = parseInput(ListAllChannelsInput, given);
  const rows = await selectChannelSummaries(ctx.db, {
    ...{ spaceId, after, groupsMax },
    search: search ? patternOf(search) : null,
    states: state ? [state] : [...states],
    limit: limit + 1,
    countedMax: holdersCountedMax,
    now: ctx.clock.now(),
  });
  const page = rows.slice(0, limit);
  return { channels: page.map(summaryOf), next: rows.length > page.length ? page.at(-1)?.name : undefined };
}

function summaryOf({ groups, createdAt, archivedAt, purgeAt, ...row }: ChannelSummaryRow): ChannelSummary {
  return {
    ...row,
    groups: groups ?? [],
    createdAt: createdAt.toISOString(),
    archivedAt: archivedAt?.toISOString() ?? null,
    purgeAt: purgeAt?.toISOString() ?? null,
  };
}
