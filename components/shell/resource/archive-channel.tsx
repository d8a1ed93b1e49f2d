"use client";

import { useMutation } from "@tanstack/react-query";
import { useApi } from "@/components/api";
import { showToast } from "@/components/ui";
import { ArchiveButton } from "./archive-button";
import { useDialogs } from "./dialogs";
import { resourceTexts } from "./texts";

export function ArchiveChannel({ spaceId, name }: { spaceId: string; name: string }) {
  const dialogs = useDialogs();
  const archive = useMutation(
    useApi().channels.archive.mutationOptions({
      onSuccess: () => {
        showToast({ title: resourceTexts.archived(name), tone: "success" });
        dialogs.close();
      },
    }),
  );
  return (
    <ArchiveButton
      label={resourceTexts.archive}
      explanation={resourceTexts.archiveText(name)}
      isBusy={archive.isPending}
      error={archive.error}
      onConfirm={() => archive.mutate({ spaceId, name })}
    />
  );
}
