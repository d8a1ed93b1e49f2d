import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { failureOf, useApi, useApiClient } from "@/components/api";
import { showToast } from "@/components/ui";
import { useSpaceSession } from "../../session/space-session";
import { extrasTexts } from "./texts";

/** Writes a channel's topic and leaves the rest of its resource as it is; says so, or why it did not work. */
export function useSetTopic(): (channel: string, topic: string) => Promise<void> {
  const { spaceId } = useSpaceSession();
  const api = useApi();
  const client = useApiClient();
  const queries = useQueryClient();
  const { mutateAsync } = useMutation(api.channels.update.mutationOptions());
  return useCallback(
    async (name, topic) => {
      try {
        // As it is at this moment: who changes something else at the same time loses nothing.
        const { spec, generation } = await client.channels.resource.query({ spaceId, name });
        await mutateAsync({ ...spec, topic, spaceId, name, generation });
        void queries.invalidateQueries({ queryKey: api.channels.pathKey() });
        showToast({ tone: "success", title: extrasTexts.topicSet });
      } catch (error) {
        showToast({ tone: "danger", title: extrasTexts.topicFailed, description: failureOf(error).message });
      }
    },
    [spaceId, api, client, queries, mutateAsync],
  );
}
