"use client";

import { Dialog } from "@/components/ui";
import { BulkProgress } from "./bulk-progress";
import { BulkResult } from "./bulk-result";
import { BulkSource } from "./bulk-source";
import { bulkTexts } from "./texts";
import { useBulkChange } from "./use-bulk-change";

interface BulkDialogProps {
  spaceId: string;
  group: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Adds or removes a pasted list or a file of ids: what it would do, its progress, and what became of each line. */
export function BulkDialog({ spaceId, group, isOpen, onOpenChange }: BulkDialogProps) {
  const bulk = useBulkChange(spaceId, group);
  const { run } = bulk;
  const isBusy = run !== null && ["running", "stopping", "undoing"].includes(run.state);
  function close() {
    // It would go on unseen, and its result would be lost.
    if (isBusy) return;
    bulk.reset();
    onOpenChange(false);
  }
  return (
    <Dialog isOpen={isOpen} onOpenChange={close} title={bulkTexts.title(group)} size="md">
      {run === null ? (
        <BulkSource spaceId={spaceId} group={group} onStart={bulk.start} onClose={close} />
      ) : isBusy ? (
        <BulkProgress run={run} onStop={bulk.stop} />
      ) : (
        <BulkResult group={group} run={run} onGoOn={bulk.goOn} onUndo={bulk.undo} onClose={close} />
      )}
    </Dialog>
  );
}
