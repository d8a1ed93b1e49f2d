"use client";

import { lazy, type ReactNode, Suspense, useState } from "react";
import { Spinner } from "@/components/ui";
import type { Place } from "@/sdk/protocol";
import { useChannelRights } from "../moderation/rights";
import { chatTexts } from "../texts";

// Fetched when an owner looks at one for the first time.
const OriginalMessage = lazy(() => import("./original-message"));

/** For owners the way to what a message said before it was redacted, and that once it is asked for; nothing for others. */
export function useOriginal(
  place: Place | undefined,
  sequence: number | undefined,
): { way: ReactNode; original: ReactNode } {
  const rights = useChannelRights();
  const [isShown, setShown] = useState(false);
  if (!rights?.channel.canManage || !place || sequence === undefined) return { way: null, original: null };
  return {
    way: (
      <button
        type="button"
        aria-expanded={isShown}
        onClick={() => setShown(!isShown)}
        className="rounded-sm font-medium text-accent text-xs hover:underline"
      >
        {isShown ? chatTexts.hideOriginal : chatTexts.showOriginal}
      </button>
    ),
    original: isShown ? (
      <Suspense fallback={<Spinner className="my-2" />}>
        <OriginalMessage place={place} sequence={sequence} />
      </Suspense>
    ) : null,
  };
}
