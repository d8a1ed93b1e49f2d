import { z } from "zod";
import { searchText } from "../paging/search";

const rowsMax = 200;
const charactersMax = 300;

const text = z
  .string()
  .min(1)
  .max(charactersMax)
  .refine((value) => !value.includes("\0"), "no control characters");
const time = z.iso.datetime({ offset: true, error: "a time as RFC 3339 writes it, such as 2026-01-31T08:00:00Z" });
/** The id of a row: a decimal number of at most 18 digits. */
const rowId = z.string().regex(/^\d{1,18}$/, "the `next` of an earlier page");

const range = {
  spaceId: z.string(),
  search: searchText,
  /** Rows at or after it. */
  from: time.optional(),
  /** Rows before it. */
  to: time.optional(),
};

const page = { before: rowId.optional(), limit: z.number().int().min(1).max(rowsMax).default(50) };

function isInOrder({ from, to }: { from?: string; to?: string }): boolean {
  return from === undefined || to === undefined || Date.parse(from) < Date.parse(to);
}
const order = { path: ["to"], message: "later than `from`" };

const auditFilters = {
  ...range,
  /** To the letter. */
  actor: text.optional(),
  /** One verb, such as `group.create`, or all of a kind, such as `group`. */
  verb: text.optional(),
  target: text.optional(),
};

const decisionFilters = {
  ...range,
  principal: text.optional(),
  /** As it is written in the log: `#channel`, `#channel/thread` or the space's id. */
  resource: text.optional(),
  action: text.optional(),
  allowed: z.boolean().optional(),
  rule: text.optional(),
};

const format = z.enum(["jsonl", "cloudevents"]);
export type ExportFormat = z.infer<typeof format>;

export const ListAuditInput = z.object({ ...auditFilters, ...page }).refine(isInOrder, order);
export type ListAuditInput = z.input<typeof ListAuditInput>;
export const ExportAuditInput = z.object({ ...auditFilters, format }).refine(isInOrder, order);
export type ExportAuditInput = z.input<typeof ExportAuditInput>;

export const ListDecisionsInput = z.object({ ...decisionFilters, ...page }).refine(isInOrder, order);
export type ListDecisionsInput = z.input<typeof ListDecisionsInput>;
export const ExportDecisionsInput = z.object({ ...decisionFilters, format }).refine(isInOrder, order);
export type ExportDecisionsInput = z.input<typeof ExportDecisionsInput>;

export const ReadAuditInput = z.object({ spaceId: z.string(), id: rowId });

export type AuditFilters = Omit<z.output<typeof ListAuditInput>, "before" | "limit">;
export type DecisionFilters = Omit<z.output<typeof ListDecisionsInput>, "before" | "limit">;
