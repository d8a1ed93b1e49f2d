"use client";

import { useMutation } from "@tanstack/react-query";
import { useMemo } from "react";
import { failureOf, useApi } from "@/components/api";
import { ConfirmDialog, showToast } from "@/components/ui";
import { useLast } from "../frame/use-last";
import { EffectPreview } from "../preview/effect-preview";
import { groupTexts } from "./texts";

interface RemoveMembersDialogProps {
  spaceId: string;
  group: string;
  /** Whom to take out; null while nothing is asked. */
  ids: string[] | null;
  onClose: () => void;
  onRemoved: () => void;
}

/** Asks before members are taken out of a group, naming them and what they lose. */
export function RemoveMembersDialog({ spaceId, group, ids, onClose, onRemoved }: RemoveMembersDialogProps) {
  const shown = useLast(ids) ?? [];
  const removal = useMutation(
    useApi().groups.changeMembers.mutationOptions({
      onSuccess: ({ removed, closed }) => {
        showToast({
          tone: "success",
          title: groupTexts.removedMembers(removed),
          description: groupTexts.closed(closed),
        });
        onRemoved();
        onClose();
      },
    }),
  );
  const change = useMemo(
    () => (ids === null ? undefined : { kind: "members" as const, group, remove: ids }),
    [ids, group],
  );
  return (
    <ConfirmDialog
      isOpen={ids !== null}
      onOpenChange={(isOpen) => {
        if (isOpen) return;
        removal.reset();
        onClose();
      }}
      title={groupTexts.removeMembersTitle(shown.length, group)}
      description={groupTexts.removeMembersText(shown)}
      confirmLabel={groupTexts.removeSelected}
      isBusy={removal.isPending}
      problem={removal.error ? failureOf(removal.error).message : undefined}
      onConfirm={() => ids !== null && removal.mutate({ spaceId, group, remove: ids })}
    >
      <EffectPreview spaceId={spaceId} change={change} />
    </ConfirmDialog>
  );
}
