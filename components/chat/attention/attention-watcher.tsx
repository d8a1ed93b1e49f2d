"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useApi } from "@/components/api";
import { onOtherTabs, useUnread } from "@/components/attention";
import { permalinkOf } from "../permalink";
import { useSpaceSession } from "../session/space-session";
import { excerptOf } from "./excerpt";
import { notify } from "./notifications";
import { placeName } from "./place-name";
import { forMeTexts } from "./texts";
import { useTitleCount } from "./use-title-count";

/** Tells the person what is for them, wherever they are in the space: in the tab's title, aloud, and by the browser if they want that. */
export function AttentionWatcher() {
  const { spaceId, session } = useSpaceSession();
  const api = useApi();
  const queries = useQueryClient();
  const router = useRouter();
  const [spoken, setSpoken] = useState("");
  useTitleCount(useUnread(spaceId).forMe);

  useEffect(() => {
    const readAgain = () => void queries.invalidateQueries({ queryKey: api.attention.pathKey() });
    return onOtherTabs(readAgain);
  }, [api, queries]);

  useEffect(() => {
    if (!session) return;
    const inbox = session.inbox();
    void (async () => {
      for await (const item of inbox) {
        void queries.invalidateQueries({ queryKey: api.attention.pathKey() });
        const title = forMeTexts.forYou(item.envelope.source, placeName(item.place));
        setSpoken(title);
        notify(title, {
          body: excerptOf(item),
          tag: item.envelope.id,
          onPress: () => router.push(permalinkOf(spaceId, item.place, item.sequence)),
        });
      }
    })();
    return () => inbox.close();
  }, [session, queries, api, router, spaceId]);

  return (
    <div aria-live="polite" className="sr-only">
      {spoken}
    </div>
  );
}
