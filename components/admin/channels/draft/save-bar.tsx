"use client";

import { TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui";
import type { ChannelSpecView } from "@/server/api";
import { draftTexts } from "../texts";
import { changeLines, policyChangeOf, warningsOf } from "./changes";
import { ReviewDialog } from "./review-dialog";
import type { ChannelDraft } from "./use-channel-draft";
import type { Saving } from "./use-save-channel";

interface SaveBarProps {
  spaceId: string;
  name: string;
  draft: ChannelDraft;
  saving: Saving;
  stored: ChannelSpecView | undefined;
}

const linesMax = 3;

/** Says what is not saved yet, and saves it: at once where nobody gains or loses anything, otherwise after a look at who does. */
export function SaveBar({ spaceId, name, draft, saving, stored }: SaveBarProps) {
  const [isReviewing, setReviewing] = useState(false);
  const { isDirty } = draft;
  const isOutdated = draft.isOutdated && !saving.isBusy;
  useAskBeforeLeaving(isDirty);
  const lines = changeLines(draft, stored);
  const change = policyChangeOf(name, draft);
  const warnings = warningsOf(stored, draft.form);
  const needsReview = change !== undefined || warnings.length > 0;

  function discard() {
    saving.forget();
    draft.discard();
  }

  function lookAgain() {
    saving.forget();
    draft.rebase();
  }

  function save() {
    if (needsReview) setReviewing(true);
    else saving.save(() => {});
  }

  return (
    <>
      {isDirty ? (
        <section
          aria-label={draftTexts.region}
          className="sticky bottom-4 z-3 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line bg-raised py-2.5 pr-2.5 pl-4 shadow-float"
        >
          <div className="min-w-48 grow basis-0">
            <p className="font-medium text-ink">{draftTexts.unsaved}</p>
            <p className="line-clamp-2 break-words text-muted text-xs">{summaryOf(lines)}</p>
          </div>
          <div className="ml-auto flex gap-2">
            <Button variant="ghost" onClick={discard} disabled={saving.isBusy}>
              {draftTexts.discard}
            </Button>
            {isOutdated ? null : (
              <Button variant="primary" onClick={save} isBusy={saving.isBusy && !isReviewing}>
                {needsReview ? draftTexts.review : draftTexts.save}
              </Button>
            )}
          </div>
          {isOutdated ? (
            <div
              role="alert"
              className="flex basis-full flex-wrap items-center gap-x-4 gap-y-2 border-line border-t pt-2"
            >
              <TriangleAlert aria-hidden="true" className="size-4 shrink-0 text-warning" />
              <p className="min-w-40 grow basis-0">
                {draftTexts.outdated} <span className="text-muted">{draftTexts.outdatedText}</span>
              </p>
              <Button className="ml-auto" onClick={lookAgain}>
                {draftTexts.lookAgain}
              </Button>
            </div>
          ) : null}
        </section>
      ) : null}
      <ReviewDialog
        {...{ spaceId, name, lines, change, warnings, saving, isOutdated }}
        isOpen={isReviewing && isDirty}
        onLookAgain={lookAgain}
        onClose={() => {
          setReviewing(false);
          if (!saving.isBusy) saving.forget();
        }}
      />
    </>
  );
}

function summaryOf(lines: string[]): string {
  const shown = lines.slice(0, linesMax).join(" · ");
  return lines.length > linesMax ? `${shown} · ${draftTexts.more(lines.length - linesMax)}` : shown;
}

/** The browser asks before it throws away what was not saved. */
function useAskBeforeLeaving(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isDirty]);
}
