"use client";

import { useMutation } from "@tanstack/react-query";
import { Archive } from "lucide-react";
import { useState } from "react";
import { failureOf, useApi } from "@/components/api";
import { Button, Dialog, DialogBody, DialogFooter, showToast } from "@/components/ui";
import { useDialogs } from "./dialogs";
import { ProblemNote } from "./problem-note";
import { resourceTexts } from "./texts";

/** Archives a channel after asking once more. */
export function ArchiveChannel({ spaceId, name }: { spaceId: string; name: string }) {
  const dialogs = useDialogs();
  const [isAsking, setAsking] = useState(false);
  const archive = useMutation(
    useApi().channels.archive.mutationOptions({
      onSuccess: () => {
        showToast({ title: resourceTexts.archived(name), tone: "success" });
        dialogs.close();
      },
    }),
  );
  return (
    <>
      <Button variant="ghost" className="mr-auto text-danger hover:text-danger" onClick={() => setAsking(true)}>
        <Archive aria-hidden="true" className="size-4" />
        {resourceTexts.archive}
      </Button>
      <Dialog isOpen={isAsking} onOpenChange={setAsking} title={resourceTexts.archive} size="sm">
        <DialogBody className="flex flex-col gap-3 pb-5">
          <p className="text-muted">{resourceTexts.archiveText(name)}</p>
          <ProblemNote>{archive.error ? failureOf(archive.error).message : undefined}</ProblemNote>
        </DialogBody>
        <DialogFooter>
          <Button variant="ghost" onClick={() => setAsking(false)}>
            {resourceTexts.cancel}
          </Button>
          <Button variant="danger" isBusy={archive.isPending} onClick={() => archive.mutate({ spaceId, name })}>
            {resourceTexts.archiveConfirm}
          </Button>
        </DialogFooter>
      </Dialog>
    </>
  );
}
