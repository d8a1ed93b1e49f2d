"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, Search, X } from "lucide-react";
import { useMemo, useState } from "react";
import { failureOf, useApi } from "@/components/api";
import { ErrorState, IconButton, Input, Skeleton } from "@/components/ui";
import { useDialogs } from "../resource/dialogs";
import { SwitcherButton } from "../switcher/switcher-button";
import { shellTexts } from "../texts";
import { AdminLink } from "./admin-link";
import { AttentionLinks } from "./attention-links";
import { ChannelTree } from "./channel-tree";
import { filterChannels } from "./filter-channels";

/** A space's channels: its name, a filter, the tree. */
export function Sidebar({ spaceId }: { spaceId: string }) {
  const api = useApi();
  const [query, setQuery] = useState("");
  const dialogs = useDialogs();
  const { data: spaces } = useQuery(api.spaces.list.queryOptions());
  const { data, error, refetch } = useQuery(api.channels.list.queryOptions({ spaceId }));
  const found = useMemo(() => filterChannels(data?.channels ?? [], query), [data, query]);
  const name = spaces?.find((space) => space.id === spaceId)?.displayName ?? spaceId;
  return (
    <div className="flex w-65 min-w-0 flex-col border-line border-r bg-surface">
      <header className="flex h-12 shrink-0 items-center gap-1 border-line border-b pr-2 pl-4">
        <h2 className="min-w-0 grow truncate font-semibold text-ink">{name}</h2>
        {data?.canCreateChannel ? (
          <IconButton label={shellTexts.createChannel} onClick={() => dialogs.open({ kind: "create-channel" })}>
            <Plus className="size-4" />
          </IconButton>
        ) : null}
      </header>
      <SwitcherButton />
      <AttentionLinks spaceId={spaceId} />
      <Filter query={query} onChange={setQuery} />
      {error ? (
        <ErrorState title={shellTexts.brokenTitle} description={failureOf(error).message} onRetry={() => refetch()} />
      ) : data ? (
        <ChannelTree spaceId={spaceId} channels={found} query={query} />
      ) : (
        <SidebarSkeleton />
      )}
      <AdminLink spaceId={spaceId} />
    </div>
  );
}

function Filter({ query, onChange }: { query: string; onChange: (query: string) => void }) {
  return (
    <search className="relative shrink-0 px-2 pt-2 pb-1">
      <Search aria-hidden="true" className="pointer-events-none absolute top-4.5 left-4.5 size-3.5 text-faint" />
      <Input
        value={query}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && onChange("")}
        aria-label={shellTexts.filter}
        placeholder={shellTexts.filter}
        className="h-8 border-transparent bg-hover/70 pr-8 pl-8 hover:border-line"
      />
      {query ? (
        <IconButton
          label={shellTexts.clearFilter}
          size="sm"
          onClick={() => onChange("")}
          className="absolute top-3 right-3"
        >
          <X className="size-3.5" />
        </IconButton>
      ) : null}
    </search>
  );
}

const skeletonWidths = ["w-28", "w-36", "w-24", "w-40", "w-32", "w-20"];

/** The tree before it is known. */
function SidebarSkeleton() {
  return (
    <div className="flex flex-col px-4 pt-2" aria-busy="true">
      {skeletonWidths.map((width) => (
        <div key={width} className="flex h-8 items-center gap-2">
          <Skeleton className="size-4" />
          <Skeleton className={width} />
        </div>
      ))}
    </div>
  );
}
