import { z } from "zod";
import { type HistoryQuery, isChannelName, isThreadName } from "@/sdk/protocol";
import { AppError } from "@/server/kernel";

const limitDefault = 100;
const sequence = z.int().min(0);

const historyQuery = z.strictObject({
  place: z.strictObject({
    channel: z.string().refine(isChannelName, "a channel's name"),
    thread: z.string().refine(isThreadName, "a thread's name").optional(),
    isPrivate: z.boolean().optional(),
  }),
  before: sequence.optional(),
  after: sequence.optional(),
  through: sequence.optional(),
  since: z.iso.datetime({ offset: true, error: "a time as in RFC 3339, such as 2030-01-31T12:00:00Z" }).optional(),
  limit: z.int().min(1).max(1_000).default(limitDefault),
});

export type CheckedQuery = HistoryQuery & { limit: number };

/** The query with its default limit. Throws VALIDATION that names each wrong field. */
export function checkQuery(query: HistoryQuery): CheckedQuery {
  const parsed = historyQuery.safeParse(query);
  const fields = parsed.success
    ? contradictions(parsed.data)
    : parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  if (parsed.success && fields.length === 0) return parsed.data;
  const [first] = fields;
  throw new AppError("VALIDATION", `${first?.path}: ${first?.message}`, { fields });
}

function contradictions({ before, after, through, since }: HistoryQuery): { path: string; message: string }[] {
  if (before !== undefined && after !== undefined)
    return [{ path: "before", message: "give before or after, not both" }];
  if (since !== undefined && (before ?? after) !== undefined) {
    return [{ path: "since", message: "give it without before and after" }];
  }
  if (through !== undefined && after === undefined) return [{ path: "through", message: "goes with after" }];
  if (through !== undefined && after !== undefined && through < after) {
    return [{ path: "through", message: "must not be below after" }];
  }
  return [];
}
