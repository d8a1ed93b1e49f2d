import type { RouterOutputs } from "@/server/api";
import { auditTexts } from "./texts";

type Entry = Pick<RouterOutputs["audit"]["get"], "via" | "address">;

const words: Record<string, string> = auditTexts.via;

export function nameOfVia(via: Entry["via"]): string {
  return via === null ? auditTexts.byItself : (words[via] ?? via);
}

/** `Console · 192.0.2.7`: where an act came in. */
export function sayVia({ via, address }: Entry): string {
  return address === null ? nameOfVia(via) : `${nameOfVia(via)} · ${address}`;
}
