"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { failureOf, useApi } from "@/components/api";
import { ConfirmDialog, showToast } from "@/components/ui";
import { channelTexts } from "./texts";

interface PauseDialogProps {
  spaceId: string;
  name: string;
  /** As it is: then it is resumed. */
  isPaused: boolean;
  isOpen: boolean;
  onClose: () => void;
}

/** Stops posting to the channel, or opens it again, after asking. */
export function PauseDialog({ spaceId, name, isPaused, isOpen, onClose }: PauseDialogProps) {
  const api = useApi();
  const queries = useQueryClient();
  const pause = useMutation(
    api.channels.pause.mutationOptions({
      onSuccess: (detail) => {
        queries.setQueryData(api.channels.resource.queryKey({ spaceId, name }), detail);
        showToast({ title: isPaused ? channelTexts.resumed(name) : channelTexts.paused(name), tone: "success" });
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={onClose}
      title={isPaused ? channelTexts.resumeTitle(name) : channelTexts.pauseTitle(name)}
      description={isPaused ? channelTexts.resumeText : channelTexts.pauseText}
      confirmLabel={isPaused ? channelTexts.resume : channelTexts.pause}
      tone="primary"
      isBusy={pause.isPending}
      problem={pause.error ? failureOf(pause.error).message : undefined}
      onConfirm={() => pause.mutate({ spaceId, name, isPaused: !isPaused })}
    />
  );
}
