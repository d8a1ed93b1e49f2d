import { z } from "zod";
import { countedRepliesMax, isChannelName, storedSubject } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { requireRead } from "@/server/history";
import { AppError } from "@/server/kernel";
import { countReplies, findChannelKey, searchInheritedThreads } from "./repository";
import { type ConversationView, viewOf } from "./view";

const lookedAtMax = 20_000;

export const BrowseThreadsInput = z.strictObject({
  spaceId: z.string(),
  /** The principal that looks. */
  principal: z.string(),
  channel: z.string().refine(isChannelName, "a channel's name"),
  /** What the topic or the name has in it. */
  search: z.string().max(200).default(""),
  states: z.enum(["open", "archived", "all"]).default("all"),
  /** The `next` of the page before. */
  cursor: z.int().min(0).optional(),
  limit: z.int().min(1).max(100).default(50),
});
export type BrowseThreadsInput = z.input<typeof BrowseThreadsInput>;

/** A thread with what has happened in it. */
export interface BrowsedThread extends ConversationView {
  /** Up to `countedRepliesMax`. */
  replies: number;
  /** When its newest message was stored, RFC 3339; null while it has none. */
  lastAt: string | null;
}

/**
 * A page of the threads that share the channel's readers, the newest first. A page may hold fewer than `limit`, even none, while
 * there is a `next`: at most 20,000 threads are looked at for one. Throws FORBIDDEN like `readHistory`.
 */
export async function browseThreads(
  ctx: ServiceContext,
  given: BrowseThreadsInput,
): Promise<{ threads: BrowsedThread[]; next?: number }> {
  const { spaceId, principal, channel, search, states, cursor, limit } = parse(given);
  await requireRead(ctx, { spaceId, principal, place: { channel } });
  const channelKey = await findChannelKey(ctx.db, spaceId, channel);
  if (channelKey === undefined) return { threads: [] };
  const wanted = { channelKey, search: search.trim(), states, beforeKey: cursor, lookedAtMax, limit: limit + 1 };
  const { rows, end } = await searchInheritedThreads(ctx.db, wanted);
  const page = rows.slice(0, limit);
  const subjects = page.map(({ name }) => storedSubject({ channel, thread: name }));
  const replies = await countReplies(ctx.db, { spaceId, subjects, repliesMax: countedRepliesMax });
  const next = rows.length > limit ? page.at(-1)?.key : end;
  return {
    threads: page.map((row, index) => ({
      ...viewOf(channel, row),
      replies: replies[index]?.replies ?? 0,
      lastAt: replies[index]?.lastAt?.toISOString() ?? null,
    })),
    ...(next !== undefined && { next }),
  };
}

function parse(given: BrowseThreadsInput): z.output<typeof BrowseThreadsInput> {
  const parsed = BrowseThreadsInput.safeParse(given);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  throw new AppError("VALIDATION", `${fields[0]?.path}: ${fields[0]?.message}`, { fields });
}
