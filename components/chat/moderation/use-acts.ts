import { useMutation, useQueryClient } from "@tanstack/react-query";
import { failureOf, useApi } from "@/components/api";
import { showToast } from "@/components/ui";
import { useSpaceSession } from "../session/space-session";
import type { Block } from "./rights";
import { moderationTexts } from "./texts";

const showFailure = (error: unknown) =>
  showToast({ title: moderationTexts.failed, description: failureOf(error).message, tone: "danger" });

/** Lifts a block of somebody with that name, at once and without asking: it gives back what was taken. */
export function useLift(channel: string, name: string): (block: Pick<Block, "holder" | "effect">) => void {
  const { spaceId } = useSpaceSession();
  const refresh = useRefresh();
  // Told here and not with the call: the menu that called is gone when the answer comes.
  const lift = useMutation(
    useApi().blocks.lift.mutationOptions({
      onSuccess: () => {
        showToast({ title: moderationTexts.lifted(name), tone: "success" });
        return refresh();
      },
      onError: showFailure,
    }),
  );
  return ({ holder, effect }) => lift.mutate({ spaceId, channel, holder, effect });
}

/** Opens a paused channel for posting again, at once and without asking. */
export function useResume(channel: string): { resume: () => void; isBusy: boolean } {
  const { spaceId } = useSpaceSession();
  const refresh = useRefresh();
  const pause = useMutation(
    useApi().channels.pause.mutationOptions({
      onSuccess: () => {
        showToast({ title: moderationTexts.channelResumed(channel), tone: "success" });
        return refresh();
      },
      onError: showFailure,
    }),
  );
  return { resume: () => pause.mutate({ spaceId, name: channel, isPaused: false }), isBusy: pause.isPending };
}

/** Reads again what moderation changes, whether or not the server's announcement comes. */
export function useRefresh(): () => Promise<void> {
  const api = useApi();
  const queries = useQueryClient();
  return async () => {
    const parts = [api.blocks, api.members, api.channels];
    await Promise.all(parts.map((part) => queries.invalidateQueries({ queryKey: part.pathKey() })));
  };
}
