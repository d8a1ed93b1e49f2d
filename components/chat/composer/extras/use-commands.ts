import { useMemo } from "react";
import { useAttentionActs, useUnread } from "@/components/attention";
import { useSearch } from "@/components/observe/search";
import { showOverlay } from "@/components/shell/overlay";
import { showToast } from "@/components/ui";
import type { Place } from "@/sdk/protocol";
import { storedSubject } from "@/sdk/protocol/subjects";
import { useChannelRights } from "../../moderation/rights";
import { useSpaceSession } from "../../session/space-session";
import { useStartThread } from "../../started/use-start-thread";
import { type CommandActs, commandsOf } from "./commands";
import { extrasTexts } from "./texts";
import { useSetTopic } from "./use-set-topic";

/** The commands that the reader may give in the place. */
export function useCommands(place: Place, editLast: () => boolean): ReturnType<typeof commandsOf> {
  const { spaceId } = useSpaceSession();
  const { setLevel } = useAttentionActs(spaceId);
  const level = useUnread(spaceId).of(storedSubject(place))?.level ?? "default";
  const { search, open } = useSearch();
  const rights = useChannelRights();
  const { start } = useStartThread();
  const setTopic = useSetTopic();
  return useMemo(() => {
    const isThread = place.thread !== undefined;
    const be = (next: typeof level, title: string) => async () => {
      await setLevel(place, next);
      showToast({ title, tone: "success" });
    };
    const isActive = rights?.channel.state === "Active";
    const acts: CommandActs = {
      startThread:
        !isThread && isActive && rights.channel.canCreateThread
          ? (topic) => start({ channel: place.channel, topic })
          : undefined,
      topic:
        !isThread && rights?.channel.canManage && rights.channel.state !== "Archived"
          ? (topic) => setTopic(place.channel, topic)
          : undefined,
      mute: level === "muted" ? undefined : be("muted", extrasTexts.muted),
      unmute: level === "muted" ? be("default", extrasTexts.unmuted) : undefined,
      follow: isThread && level !== "following" ? be("following", extrasTexts.following) : undefined,
      unfollow: isThread && level === "following" ? be("default", extrasTexts.unfollowed) : undefined,
      editLast,
      search: (words) => (words === "" ? open() : search(words)),
      pause: isActive && rights.channel.canModerate ? () => rights.open({ kind: "pause-channel" }) : undefined,
      help: () => showOverlay("keyboard-help"),
    };
    return commandsOf(acts);
  }, [place, level, setLevel, search, open, rights, start, setTopic, editLast]);
}
