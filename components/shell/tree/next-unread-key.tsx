"use client";

import { useQuery } from "@tanstack/react-query";
import { useParams, useRouter } from "next/navigation";
import { useEffect } from "react";
import { useApi } from "@/components/api";
import { attentionTexts, useUnread } from "@/components/attention";
import { showToast } from "@/components/ui";
import { isPageKey } from "../keyboard-help/is-key";
import { nextUnread } from "./next-unread";

/** Alt+Shift+Down goes to the next place with something unread, Alt+Shift+Up to the one before. Renders nothing. */
export function NextUnreadKey({ spaceId }: { spaceId: string }) {
  const { data } = useQuery(useApi().channels.list.queryOptions({ spaceId }));
  const unread = useUnread(spaceId);
  const router = useRouter();
  const { channel, thread } = useParams<{ channel?: string; thread?: string }>();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const step = isPageKey(event, "nextUnread") ? 1 : isPageKey(event, "previousUnread") ? -1 : undefined;
      if (step === undefined) return;
      event.preventDefault();
      const current = channel === undefined ? undefined : { channel: decodeURIComponent(channel), thread };
      const next = nextUnread(data?.channels ?? [], unread, current, step);
      if (next) router.push(`/s/${spaceId}/c/${next.channel}${next.thread ? `/t/${next.thread}` : ""}`);
      else showToast({ title: attentionTexts.nothingUnread });
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [data, unread, router, spaceId, channel, thread]);
  return null;
}
