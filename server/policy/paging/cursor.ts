import { AppError } from "@/server/kernel";

/** Where a page ends in the order of its list: the values that the rows are sorted by, the last of which no two rows share. */
export type Position = (string | number | null)[];

/** A position as callers carry it from one page's `next` to the following page's `after`; nothing else should read it. */
export function encodeCursor(position: Position | undefined): string | undefined {
  return position && Buffer.from(JSON.stringify(position)).toString("base64url");
}

/** The position that `after` stands for. Throws VALIDATION for anything that is no cursor of a list sorted like this. */
export function decodeCursor(
  after: string | undefined,
  kinds: readonly ("string" | "number" | "date" | "date?")[],
): Position | undefined {
  if (after === undefined) return undefined;
  const position = parse(after);
  if (Array.isArray(position) && position.length === kinds.length && kinds.every((kind, n) => is(kind, position[n])))
    return position as Position;
  const message = "the `next` of an earlier page of the same list, sorted the same";
  throw new AppError("VALIDATION", `after: ${message}`, { fields: [{ path: "after", message }] });
}

function parse(after: string): unknown {
  try {
    return JSON.parse(Buffer.from(after, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

function is(kind: "string" | "number" | "date" | "date?", value: unknown): boolean {
  switch (kind) {
    case "string":
      return typeof value === "string" && !value.includes("\0");
    case "number":
      return typeof value === "number" && Number.isSafeInteger(value);
    case "date":
      return typeof value === "string" && !Number.isNaN(Date.parse(value));
    case "date?":
      return value === null || is("date", value);
  }
}
