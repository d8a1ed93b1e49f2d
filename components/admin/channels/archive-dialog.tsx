"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { failureOf, useApi } from "@/components/api";
import { ConfirmDialog, showToast } from "@/components/ui";
import { adminPath } from "../frame/sections";
import { channelTexts } from "./texts";

interface ArchiveDialogProps {
  spaceId: string;
  name: string;
  isAdmin: boolean;
  isOpen: boolean;
  onClose: () => void;
}

/** Archives the channel once its name was typed, and leaves its page. */
export function ArchiveDialog({ spaceId, name, isAdmin, isOpen, onClose }: ArchiveDialogProps) {
  const router = useRouter();
  const archive = useMutation(
    useApi().channels.archive.mutationOptions({
      onSuccess: () => {
        showToast({ title: channelTexts.archived(name), tone: "success" });
        onClose();
        router.push(isAdmin ? adminPath(spaceId, "channels") : `/s/${spaceId}`);
      },
    }),
  );
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={onClose}
      title={channelTexts.archiveTitle(name)}
      description={channelTexts.archiveText(name)}
      confirmLabel={channelTexts.archiveConfirm}
      typed={name}
      isBusy={archive.isPending}
      problem={archive.error ? failureOf(archive.error).message : undefined}
      onConfirm={() => archive.mutate({ spaceId, name })}
    />
  );
}
