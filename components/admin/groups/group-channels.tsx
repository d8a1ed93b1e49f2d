"use client";

import { Hash, Lock, MessagesSquare } from "lucide-react";
import { Badge, type Column, DataTable, EmptyState } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { adminPath } from "../frame/sections";
import { groupTexts } from "./texts";

type Opened = RouterOutputs["groups"]["get"]["channels"][number];

const columns: Column<Opened>[] = [
  {
    id: "name",
    header: groupTexts.channelColumns.name,
    width: "minmax(14rem,2fr)",
    cell: ({ name, visibility, threads }) => {
      const Icon = visibility === "private" ? Lock : Hash;
      return (
        <span className="flex min-w-0 items-center gap-2">
          <Icon aria-hidden="true" className="size-4 shrink-0 text-faint" />
          <span className="truncate font-medium text-ink">{name}</span>
          <span className="sr-only">({groupTexts.visibilities[visibility]})</span>
          {threads.length > 0 ? (
            <span className="flex shrink-0 items-center gap-1 text-faint text-xs" title={threads.join(", ")}>
              <MessagesSquare aria-hidden="true" className="size-3.5" />
              {groupTexts.threads(threads.length)}
            </span>
          ) : null}
        </span>
      );
    },
  },
  {
    id: "role",
    header: groupTexts.channelColumns.role,
    width: "minmax(8rem,1fr)",
    cell: ({ role }) => (role === null ? groupTexts.threadsOnly : groupTexts.roles[role]),
  },
  {
    id: "origin",
    header: groupTexts.channelColumns.origin,
    width: "minmax(12rem,2fr)",
    cell: ({ origins }) =>
      origins.length === 0 ? null : origins.map((origin) => groupTexts.origins[origin]).join(", "),
  },
  {
    id: "state",
    header: groupTexts.channelColumns.state,
    width: "6rem",
    cell: ({ state }) => <Badge tone={state === "Active" ? "success" : "neutral"}>{state}</Badge>,
  },
];

/** The channels that a group opens to its members. */
export function GroupChannels({ spaceId, channels }: { spaceId: string; channels: readonly Opened[] | undefined }) {
  return (
    <DataTable
      label={groupTexts.channels}
      columns={columns}
      rows={channels}
      keyOf={({ name }) => name}
      nameOf={({ name }) => name}
      hrefOf={({ name }) => adminPath(spaceId, "channels", name)}
      empty={<EmptyState icon={<Hash />} title={groupTexts.noChannelsTitle} description={groupTexts.noChannelsText} />}
    />
  );
}
