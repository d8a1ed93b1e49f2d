"use client";

import { Archive } from "lucide-react";
import { useState } from "react";
import { failureOf } from "@/components/api";
import { Button, Dialog, DialogBody, DialogFooter } from "@/components/ui";
import { ProblemNote } from "./problem-note";
import { resourceTexts } from "./texts";

interface ArchiveButtonProps {
  label: string;
  /** What will happen. */
  explanation: string;
  isBusy: boolean;
  error: unknown;
  onConfirm: () => void;
}

/** Archives after asking once more. */
export function ArchiveButton({ label, explanation, isBusy, error, onConfirm }: ArchiveButtonProps) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button variant="ghost" className="mr-auto -ml-3 text-danger hover:text-danger" onClick={() => setAsking(true)}>
        <Archive aria-hidden="true" className="size-4" />
        {label}
      </Button>
      <Dialog isOpen={isAsking} onOpenChange={setAsking} title={label} size="sm">
        <DialogBody className="flex flex-col gap-3 pb-5">
          <p className="text-muted">{explanation}</p>
          <ProblemNote>{error ? failureOf(error).message : undefined}</ProblemNote>
        </DialogBody>
        <DialogFooter>
          <Button variant="ghost" onClick={() => setAsking(false)}>
            {resourceTexts.cancel}
          </Button>
          <Button variant="danger" isBusy={isBusy} onClick={onConfirm}>
            {resourceTexts.archiveConfirm}
          </Button>
        </DialogFooter>
      </Dialog>
    </>
  );
}
