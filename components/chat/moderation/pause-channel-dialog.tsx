"use client";

import { useMutation } from "@tanstack/react-query";
import { failureOf, useApi } from "@/components/api";
import { ConfirmDialog, showToast } from "@/components/ui";
import { useSpaceSession } from "../session/space-session";
import { useModeration } from "./rights";
import { moderationTexts } from "./texts";
import { useRefresh } from "./use-acts";

/** Stops posting in the channel on screen. */
export function PauseChannelDialog({ onClose }: { onClose: () => void }) {
  const { spaceId } = useSpaceSession();
  const name = useModeration()?.channel.name ?? "";
  const refresh = useRefresh();
  const pause = useMutation(
    useApi().channels.pause.mutationOptions({
      onSuccess: async () => {
        await refresh();
        showToast({ title: moderationTexts.channelPaused(name), tone: "success" });
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => isOpen || onClose()}
      title={moderationTexts.pauseChannelTitle(name)}
      description={moderationTexts.pauseChannelText}
      confirmLabel={moderationTexts.pauseChannelConfirm}
      isBusy={pause.isPending}
      problem={pause.error ? failureOf(pause.error).message : undefined}
      onConfirm={() => pause.mutate({ spaceId, name, isPaused: true })}
    />
  );
}
