"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui";
import { keyStateOf } from "./key-state";
import { keyTexts } from "./key-texts";

interface Key {
  expiresAt: string | null;
  revokedAt: string | null;
}

/** The keys that can be used; those that have ended behind a button. */
export function useUsableFirst<Row extends Key>(
  keys: readonly Row[] | undefined,
): { rows: readonly Row[] | undefined; toggle: ReactNode } {
  const [isAll, setAll] = useState(false);
  const usable = keys?.filter((key) => keyStateOf(key, Date.now()) === "usable");
  const ended = (keys?.length ?? 0) - (usable?.length ?? 0);
  const toggle =
    ended > 0 ? (
      <Button variant="ghost" size="sm" aria-expanded={isAll} className="self-start" onClick={() => setAll(!isAll)}>
        {isAll ? keyTexts.hideEnded : keyTexts.showEnded(ended)}
      </Button>
    ) : null;
  return { rows: isAll ? keys : usable, toggle };
}
