"use client";

import { Hash, Lock } from "lucide-react";
import { useApi, useApiClient } from "@/components/api";
import { Badge, type Column, DataTable, EmptyState, SearchField } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { NothingMatches } from "../frame/nothing-matches";
import { adminPath } from "../frame/sections";
import { Toolbar } from "../frame/toolbar";
import { useAddressState } from "../frame/use-address-state";
import { usePages } from "../frame/use-pages";
import { agentTexts } from "./texts";

type Reached = RouterOutputs["access"]["resources"]["channels"][number];

const columns: Column<Reached>[] = [
  {
    id: "name",
    header: agentTexts.channelColumns.name,
    width: "minmax(12rem,2fr)",
    cell: ({ name, visibility }) => {
      const Icon = visibility === "private" ? Lock : Hash;
      return (
        <span className="flex min-w-0 items-center gap-2">
          <Icon aria-hidden="true" className="size-4 shrink-0 text-faint" />
          <span className="truncate font-medium text-ink">{name}</span>
          <span className="sr-only">({agentTexts.visibilities[visibility]})</span>
        </span>
      );
    },
  },
  {
    id: "rights",
    header: agentTexts.channelColumns.rights,
    width: "minmax(9rem,1fr)",
    cell: (channel) => <Rights channel={channel} />,
  },
  {
    id: "path",
    header: agentTexts.channelColumns.path,
    width: "minmax(14rem,3fr)",
    cell: ({ path }) => <span className="break-words">{path.join(" → ")}</span>,
  },
];

/** The channels that an agent reaches, what it may do there, and why. */
export function AgentChannels({ spaceId, id }: { spaceId: string; id: string }) {
  const api = useApi();
  const client = useApiClient();
  const [{ find: search }, setAddress] = useAddressState({ find: "" });
  const input = { spaceId, principal: id, search: search || undefined };
  const { first: _, ...pages } = usePages({
    queryKey: api.access.resources.queryKey(input),
    read: async (after, signal) => {
      const { channels, next } = await client.access.resources.query({ ...input, after }, { signal });
      return { rows: channels, next };
    },
  });
  return (
    <div className="flex flex-col gap-4">
      <Toolbar>
        <SearchField
          label={agentTexts.searchChannels}
          value={search}
          onChange={(find) => setAddress({ find })}
          className="w-full max-w-sm"
        />
      </Toolbar>
      <DataTable
        {...pages}
        label={agentTexts.channels}
        columns={columns}
        keyOf={({ name }) => name}
        nameOf={({ name }) => name}
        hrefOf={({ name }) => adminPath(spaceId, "channels", name)}
        empty={
          search ? (
            <NothingMatches onClear={() => setAddress({ find: "" })} />
          ) : (
            <EmptyState icon={<Hash />} title={agentTexts.noChannelsTitle} description={agentTexts.noChannelsText} />
          )
        }
      />
    </div>
  );
}

function Rights({ channel }: { channel: Reached }) {
  const { canRead, canPost, canManage } = channel;
  if (!canRead && !canPost && !canManage) return <span className="text-faint">{agentTexts.noRights}</span>;
  return (
    <span className="flex flex-wrap gap-1">
      {canRead ? <Badge>{agentTexts.rights.read}</Badge> : null}
      {canPost ? <Badge>{agentTexts.rights.post}</Badge> : null}
      {canManage ? <Badge tone="accent">{agentTexts.rights.manage}</Badge> : null}
    </span>
  );
}
