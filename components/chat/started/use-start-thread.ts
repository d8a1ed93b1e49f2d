import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { failureOf, useApi } from "@/components/api";
import { showToast } from "@/components/ui";
import { placePath } from "../permalink";
import { useSpaceSession } from "../session/space-session";
import { startedTexts } from "./texts";

export interface ThreadWish {
  channel: string;
  topic: string;
  /** Sequence of the message that it starts from. */
  origin?: number;
}

/** Starts a thread from chat and opens it beside its channel; says why when that did not work. */
export function useStartThread(): { start: (wish: ThreadWish) => Promise<void> } {
  const { spaceId } = useSpaceSession();
  const api = useApi();
  const queries = useQueryClient();
  const router = useRouter();
  const { mutateAsync } = useMutation(api.threads.start.mutationOptions());
  return {
    start: async (wish) => {
      try {
        const { channel, name } = await mutateAsync({ spaceId, ...wish });
        void queries.invalidateQueries({ queryKey: api.threads.pathKey() });
        void queries.invalidateQueries({ queryKey: api.channels.pathKey() });
        router.push(placePath(spaceId, { channel, thread: name }));
      } catch (error) {
        showToast({ tone: "danger", title: startedTexts.failed, description: failureOf(error).message });
      }
    },
  };
}
