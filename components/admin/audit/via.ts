import type { RouterOutputs } from "@/server/api";
import { auditTexts } from "./texts";

type Entry = Pick<RouterOutputs["audit"]["get"], "via" | "address">;

const words: Record<string, string> = auditTexts.via;

/** `Console · 192.0.2.7`: where an act came in. */
export function sayVia({ via, address }: Entry): string {
  const said = via === null ? auditTexts.byItself : (words[via] ?? via);
  return address === null ? said : `${said} · ${address}`;
}
