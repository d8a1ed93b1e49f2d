import type { Tx } from "@/server/db";
import { decodeCursor, encodeCursor } from "../paging/cursor";
import { readNarrowedPage } from "../paging/narrowed-page";
import { type AccessListOptions, accessList, type PrincipalWithAccess } from "./access-list";

export interface AccessPage {
  rows: PrincipalWithAccess[];
  next: string | undefined;
}

type Phase = "prefix" | "all";

/**
 * A page of those who may, by id. With a search first those whose id begins with it, who lie together however many they
 * are, then the others whose id or name holds it.
 */
export async function readAccessPage(
  db: Tx,
  options: Omit<AccessListOptions, "prefix" | "search">,
  { search, after, limit }: { search: string; after: string | undefined; limit: number },
): Promise<AccessPage> {
  const prefix = prefixOf(search);
  const [phase = prefix === undefined ? "all" : "prefix", id] = decodeCursor(after, ["string", "string"]) ?? [];
  const position = typeof id === "string" && id !== "" ? [id] : undefined;
  const rows: PrincipalWithAccess[] = [];
  if (phase === "prefix" && prefix !== undefined) {
    const page = await readNarrowedPage(accessList(db, { ...options, prefix }), { after: position, limit });
    if (page.next) return { rows: page.rows, next: cursor("prefix", page.next[0]) };
    if (page.rows.length === limit) return { rows: page.rows, next: cursor("all", "") };
    rows.push(...page.rows);
  }
  const list = accessList(db, { ...options, ...(search !== "" && { search: { text: search, besides: prefix } }) });
  const rest = await readNarrowedPage(list, {
    after: phase === "all" ? position : undefined,
    limit: limit - rows.length,
  });
  return { rows: [...rows, ...rest.rows], next: rest.next && cursor("all", rest.next[0]) };
}

function cursor(phase: Phase, id: unknown): string | undefined {
  return encodeCursor([phase, String(id)]);
}

/** The search as the beginning of an id; `undefined` when no id can begin like that. */
function prefixOf(search: string): string | undefined {
  const prefix = search.toLowerCase();
  return /^[a-z0-9][a-z0-9_-]{0,62}$/.test(prefix) ? prefix : undefined;
}
