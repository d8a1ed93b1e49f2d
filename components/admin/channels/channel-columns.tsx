"use client";

import { CircleAlert, CircleCheck, CircleDashed, Hash, Lock } from "lucide-react";
import { Badge, type BadgeTone, type Column, Tooltip } from "@/components/ui";
import type { ChannelOverview } from "@/server/api";
import { Moment } from "../frame/moment";
import { channelTexts } from "./texts";

const holdersCountedMax = 1_000;
const namedMax = 3;

export const stateTones: Record<ChannelOverview["state"], BadgeTone> = {
  Active: "success",
  Paused: "warning",
  Archived: "neutral",
};

export const channelColumns: Column<ChannelOverview>[] = [
  {
    id: "name",
    header: channelTexts.columns.name,
    width: "minmax(14rem,3fr)",
    cell: (channel) => <ChannelName channel={channel} />,
  },
  {
    id: "state",
    header: channelTexts.columns.state,
    width: "minmax(7rem,1fr)",
    stacked: "plain",
    cell: ({ state, purgeAt }) => (
      <span className="flex flex-col items-start gap-0.5">
        <Badge tone={stateTones[state]}>{channelTexts.states[state]}</Badge>
        {purgeAt ? (
          <span className="text-faint text-xs">
            {channelTexts.purge} <Moment at={purgeAt} />
          </span>
        ) : null}
      </span>
    ),
  },
  {
    id: "groups",
    header: channelTexts.columns.groups,
    width: "minmax(10rem,2fr)",
    stacked: "plain",
    cell: (channel) => <Groups channel={channel} />,
  },
  {
    id: "ready",
    header: channelTexts.columns.ready,
    width: "minmax(8rem,1.5fr)",
    stacked: "plain",
    cell: (channel) => <Ready channel={channel} />,
  },
  {
    id: "holders",
    header: channelTexts.columns.holders,
    width: "minmax(7.5rem,1fr)",
    align: "end",
    cell: (channel) => <Members channel={channel} />,
  },
];

function ChannelName({ channel }: { channel: ChannelOverview }) {
  const { name, displayName, topic, visibility } = channel;
  const Icon = visibility === "private" ? Lock : Hash;
  return (
    <span className="flex min-w-0 items-start gap-2">
      <Icon aria-label={channelTexts.visibility[visibility]} className="mt-0.5 size-4 shrink-0 text-faint" />
      <span className="min-w-0">
        <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <bdi className="truncate font-medium text-ink">{displayName || name}</bdi>
          {displayName && displayName !== name ? (
            <bdi className="truncate font-mono text-faint text-xs">{name}</bdi>
          ) : null}
        </span>
        {topic ? <span className="block truncate text-faint text-xs">{topic}</span> : null}
      </span>
    </span>
  );
}

function Members({ channel: { holders, visibility } }: { channel: ChannelOverview }) {
  const count = holders > holdersCountedMax ? channelTexts.moreThan(holdersCountedMax) : holders.toLocaleString("en");
  if (visibility === "private") return <span className="tabular-nums">{count}</span>;
  return (
    <span className="flex flex-col whitespace-nowrap @2xl:items-end @max-2xl:flex-row @max-2xl:gap-2">
      {channelTexts.everybody}
      {holders > 0 ? <span className="text-faint text-xs tabular-nums">{channelTexts.withRole(count)}</span> : null}
    </span>
  );
}

function Groups({ channel }: { channel: ChannelOverview }) {
  const known = channel.groups.map(({ name }) => name);
  const missing = channel.authorizedGroups.filter(
    (name) => !known.includes(name) && channel.groupCount <= known.length,
  );
  const shown = [...missing, ...known].slice(0, namedMax);
  const others = channel.groupCount + missing.length - shown.length;
  if (shown.length === 0) return <span className="text-faint">{channelTexts.noGroups}</span>;
  return (
    <span className="flex min-w-0 flex-wrap gap-1">
      {shown.map((name) => (
        <Badge
          key={name}
          tone={missing.includes(name) ? "warning" : "neutral"}
          title={missing.includes(name) ? channelTexts.unknownGroup(name) : name}
          className="max-w-40"
        >
          <bdi className="truncate">{name}</bdi>
          {missing.includes(name) ? <span className="sr-only">{channelTexts.unknownGroup(name)}</span> : null}
        </Badge>
      ))}
      {others > 0 ? <Badge>{channelTexts.moreGroups(others)}</Badge> : null}
    </span>
  );
}

/** The Ready condition in a word, with the operator's own sentence behind it. */
function Ready({ channel: { ready, state } }: { channel: ChannelOverview }) {
  if (!ready) {
    return <span className="text-faint">{state === "Archived" ? channelTexts.noResource : channelTexts.waiting}</span>;
  }
  const isReady = ready.status === "True";
  const Icon = isReady ? CircleCheck : ready.status === "False" ? CircleAlert : CircleDashed;
  return (
    <Tooltip label={ready.message || ready.reason}>
      <span className="inline-flex min-w-0 items-center gap-1.5">
        <Icon
          aria-hidden="true"
          className={isReady ? "size-4 shrink-0 text-success" : "size-4 shrink-0 text-warning"}
        />
        <span className="truncate">{isReady ? channelTexts.ready : ready.reason}</span>
        {isReady ? null : <span className="sr-only">{ready.message}</span>}
      </span>
    </Tooltip>
  );
}
