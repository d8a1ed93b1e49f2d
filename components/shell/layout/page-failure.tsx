"use client";

import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { ErrorState } from "@/components/ui";
import { shellTexts } from "../texts";

/** The page for a failure while a page was made or shown; trying again makes it anew on the server too. */
export function PageFailure({ reset }: { reset: () => void }) {
  const router = useRouter();
  return (
    <ErrorState
      className="min-h-60 grow"
      title={shellTexts.brokenTitle}
      description={shellTexts.brokenText}
      onRetry={() =>
        startTransition(() => {
          router.refresh();
          reset();
        })
      }
    />
  );
}
