import { placePath } from "@/components/chat/permalink";
import { storedSubject } from "@/sdk/protocol/subjects";
import type { ChannelItem, RouterOutputs, SpaceItem, ThreadItem } from "@/server/api";
import { type Entry, entryOf } from "./entry";
import { switcherTexts } from "./texts";
import { placeKey } from "./use-remember-place";

type Found = RouterOutputs["destinations"]["find"];

/** Every channel that can be opened, each with the threads that are known of it. */
export function placeEntries(spaceId: string, channels: readonly ChannelItem[]): Entry[] {
  return channels.flatMap((channel) => [
    ...(channel.canRead ? [channelEntry(spaceId, channel)] : []),
    ...channel.threads.map((thread) => threadEntry(spaceId, channel.name, thread)),
  ]);
}

function channelEntry(spaceId: string, channel: ChannelItem): Entry {
  const { name, displayName, topic, visibility, state } = channel;
  return entryOf(
    {
      key: placeKey(name),
      kind: "channel",
      label: displayName || name,
      detail: displayName && displayName !== name ? `#${name}` : topic,
      href: placePath(spaceId, { channel: name }),
      subject: storedSubject({ channel: name }),
      isPrivate: visibility === "private",
      isArchived: state === "Archived",
    },
    name,
    topic,
  );
}

function threadEntry(
  spaceId: string,
  channel: string,
  { name, topic, isPrivate = false, state }: Pick<ThreadItem, "name" | "topic" | "state"> & { isPrivate?: boolean },
): Entry {
  return entryOf(
    {
      key: placeKey(channel, name),
      kind: "thread",
      label: topic || name,
      detail: switcherTexts.inChannel(channel),
      href: placePath(spaceId, { channel, thread: name }),
      subject: storedSubject({ channel, thread: name, isPrivate }),
      isPrivate,
      isArchived: state === "Archived",
    },
    name,
    channel,
  );
}

/** What the server found beyond the lists of the page. People and agents lead to what they said, on the page that is open. */
export function foundEntries(spaceId: string, path: string, { threads, principals }: Found): Entry[] {
  return [
    ...threads.map((thread) => threadEntry(spaceId, thread.channel, thread)),
    ...principals.map(({ id, kind, displayName }) =>
      entryOf(
        {
          key: `principal ${id}`,
          kind,
          label: displayName || id,
          detail: id,
          href: `${path}?${new URLSearchParams({ q: `from:${id}` })}`,
        },
        id,
      ),
    ),
  ];
}

export interface PageLink {
  path: string;
  label: string;
  isAdmin?: boolean;
}

export function pageEntries(spaceId: string, pages: readonly PageLink[]): Entry[] {
  return pages.map(({ path, label, isAdmin = false }) => {
    const detail = isAdmin ? switcherTexts.admin : "";
    return entryOf({ key: `page ${path}`, kind: "page", label, detail, href: `/s/${spaceId}/${path}` }, detail);
  });
}

export function filterEntries(path: string, filters: RouterOutputs["filters"]["list"]): Entry[] {
  return filters.map(({ id, name, query }) =>
    entryOf(
      {
        key: `filter ${id}`,
        kind: "filter",
        label: name,
        detail: query,
        href: `${path}?${new URLSearchParams({ q: query })}`,
      },
      query,
    ),
  );
}

/** The other spaces. */
export function spaceEntries(spaceId: string, spaces: readonly SpaceItem[]): Entry[] {
  return spaces
    .filter(({ id }) => id !== spaceId)
    .map(({ id, displayName }) =>
      entryOf({ key: `space ${id}`, kind: "space", label: displayName, detail: "", href: `/s/${id}` }, id),
    );
}
