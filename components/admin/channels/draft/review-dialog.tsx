"use client";

import { TriangleAlert } from "lucide-react";
import { Button, ConfirmDialog } from "@/components/ui";
import { EffectPreview } from "../../preview/effect-preview";
import type { PolicyChange } from "../../preview/use-effect-preview";
import { draftTexts } from "../texts";
import type { Saving } from "./use-save-channel";

interface ReviewDialogProps {
  spaceId: string;
  name: string;
  isOpen: boolean;
  /** What is changed, in words. */
  lines: string[];
  /** What of it decides who reaches the channel. */
  change: PolicyChange | undefined;
  warnings: string[];
  saving: Saving;
  isOutdated: boolean;
  onLookAgain: () => void;
  onClose: () => void;
}

/** A last look at what is changed and who gains and loses by it, before it is saved. */
export function ReviewDialog(props: ReviewDialogProps) {
  const { spaceId, name, isOpen, lines, change, warnings, saving, isOutdated, onLookAgain, onClose } = props;
  const isBlocked = isOutdated || saving.isStale;
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={onClose}
      title={draftTexts.reviewTitle(name)}
      confirmLabel={draftTexts.save}
      tone="primary"
      isBusy={saving.isBusy}
      problem={saving.problems.general}
      onConfirm={() => {
        if (!isBlocked) saving.save(onClose);
      }}
    >
      <ul aria-label={draftTexts.changes} className="flex list-disc flex-col gap-1 pl-4 marker:text-faint">
        {lines.map((line) => (
          <li key={line} className="break-words">
            {line}
          </li>
        ))}
      </ul>
      {warnings.map((warning) => (
        <p key={warning} className="flex items-start gap-2 rounded-md bg-warning-soft px-3 py-2">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning" />
          {warning}
        </p>
      ))}
      <EffectPreview spaceId={spaceId} change={isOpen ? change : undefined} />
      {isBlocked ? (
        <div role="alert" className="flex flex-col items-start gap-2 rounded-md bg-warning-soft px-3 py-2.5">
          <p>
            {draftTexts.outdated} {draftTexts.outdatedText}
          </p>
          <Button size="sm" onClick={onLookAgain}>
            {draftTexts.lookAgain}
          </Button>
        </div>
      ) : null}
    </ConfirmDialog>
  );
}
