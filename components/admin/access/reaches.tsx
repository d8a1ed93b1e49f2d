"use client";

import { Check, Hash, Lock, Minus, Route } from "lucide-react";
import { useState } from "react";
import { useApi, useApiClient } from "@/components/api";
import { Badge, type Column, DataTable, EmptyState, SearchField } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { AdminPart } from "../frame/admin-part";
import { NothingMatches } from "../frame/nothing-matches";
import { Toolbar } from "../frame/toolbar";
import { usePages } from "../frame/use-pages";
import { accessPath } from "./access-path";
import { readerTexts } from "./reader-texts";
import { accessTexts } from "./texts";
import { Way } from "./way";

type Reached = RouterOutputs["access"]["resources"]["channels"][number];

const columns: Column<Reached>[] = [
  {
    id: "channel",
    header: accessTexts.columns.channel,
    width: "minmax(12rem,2fr)",
    cell: ({ name, visibility, state, canRead }) => {
      const Icon = visibility === "private" ? Lock : Hash;
      return (
        <span className="flex min-w-0 flex-wrap items-center gap-2">
          <Icon aria-hidden="true" className="size-4 shrink-0 text-faint" />
          <bdi className="break-all font-medium text-ink">{name}</bdi>
          {state === "Active" ? null : <Badge tone={state === "Paused" ? "warning" : "neutral"}>{state}</Badge>}
          {canRead ? null : <Badge>{accessTexts.threadsOnly}</Badge>}
        </span>
      );
    },
  },
  {
    id: "role",
    header: accessTexts.columns.role,
    width: "7rem",
    stacked: "plain",
    cell: ({ role }) => (role ? readerTexts.roles[role] : <span className="text-faint">{readerTexts.noRole}</span>),
  },
  {
    id: "may",
    header: accessTexts.columns.may,
    width: "minmax(15rem,1.5fr)",
    stacked: "plain",
    cell: (reached) => (
      <span className="flex flex-wrap gap-x-3 gap-y-1">
        {(["canRead", "canPost", "canManage"] as const).map((right) => (
          <Right key={right} label={accessTexts.may[right]} isGiven={reached[right]} />
        ))}
      </span>
    ),
  },
  {
    id: "way",
    header: accessTexts.columns.way,
    width: "minmax(12rem,2.5fr)",
    stacked: "plain",
    cell: ({ path }) => <Way path={path} />,
  },
];

/** The channels that the agent or person reaches; each row leads to why. */
export function Reaches({ spaceId, principal }: { spaceId: string; principal: string }) {
  const api = useApi();
  const client = useApiClient();
  const [search, setSearch] = useState("");
  const input = { spaceId, principal, search: search || undefined };
  const pages = usePages<Reached>({
    queryKey: api.access.resources.queryKey(input),
    read: async (after, signal) => {
      const { channels, next } = await client.access.resources.query({ ...input, after }, { signal });
      return { rows: channels, next };
    },
  });
  return (
    <AdminPart title={accessTexts.reaches(principal)} description={accessTexts.reachesText}>
      <Toolbar>
        <SearchField
          label={accessTexts.searchChannels}
          value={search}
          onChange={setSearch}
          className="w-full max-w-sm"
        />
      </Toolbar>
      <DataTable
        {...pages}
        label={accessTexts.channels}
        columns={columns}
        keyOf={({ name }) => name}
        nameOf={({ name }) => name}
        hrefOf={({ name }) => accessPath(spaceId, { principal, channel: name })}
        empty={
          search ? (
            <NothingMatches onClear={() => setSearch("")} />
          ) : (
            <EmptyState icon={<Route />} title={accessTexts.nothingTitle} description={accessTexts.nothingText} />
          )
        }
      />
    </AdminPart>
  );
}

function Right({ label, isGiven }: { label: string; isGiven: boolean }) {
  const Icon = isGiven ? Check : Minus;
  return (
    <span className={isGiven ? "inline-flex items-center gap-1 text-ink" : "inline-flex items-center gap-1 text-faint"}>
      <Icon aria-hidden="true" className={isGiven ? "size-3.5 text-success" : "size-3.5"} />
      {label}
      <span className="sr-only">: {isGiven ? accessTexts.yes : accessTexts.no}</span>
    </span>
  );
}
