"use client";

import { Bot, Plus } from "lucide-react";
import { useState } from "react";
import { useApi, useApiClient } from "@/components/api";
import { Button, type Column, DataTable, EmptyState, SearchField, Select } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { Moment } from "../frame/moment";
import { NothingMatches } from "../frame/nothing-matches";
import { adminPath } from "../frame/sections";
import { Toolbar } from "../frame/toolbar";
import { useAddressState } from "../frame/use-address-state";
import { usePages } from "../frame/use-pages";
import { useSort } from "../frame/use-sort";
import { Presence } from "../principal/presence";
import { PrincipalName } from "../principal/principal-name";
import { RegisterAgentDialog } from "./register-agent-dialog";
import { agentTexts } from "./texts";

type Agent = RouterOutputs["agents"]["list"]["principals"][number];
type By = "id" | "lastSeen" | "connections" | "created";
type Filter = keyof typeof agentTexts.filters;

const sorts = ["id", "lastSeen", "created"] as const;
const filters = (Object.keys(agentTexts.filters) as Filter[]).map((value) => ({
  value,
  label: agentTexts.filters[value],
}));
const asked: Record<Filter, { isOnline?: boolean; isDisabled?: boolean }> = {
  all: {},
  online: { isOnline: true },
  disabled: { isDisabled: true },
  enabled: { isDisabled: false },
};

const columns: Column<Agent, By>[] = [
  {
    id: "id",
    header: agentTexts.columns.id,
    width: "minmax(16rem,3fr)",
    isSortable: true,
    isOneWay: true,
    cell: (agent) => <PrincipalName principal={agent} />,
  },
  {
    id: "lastSeen",
    header: agentTexts.columns.lastSeen,
    width: "minmax(8rem,1fr)",
    isSortable: true,
    firstDirection: "descending",
    isOneWay: true,
    stacked: "plain",
    cell: (agent) => <Presence principal={agent} />,
  },
  {
    id: "connections",
    header: agentTexts.columns.connections,
    width: "7rem",
    align: "end",
    cell: ({ connections }) => <span className="tabular-nums">{connections.toLocaleString("en")}</span>,
  },
  {
    id: "created",
    header: agentTexts.columns.created,
    width: "minmax(8rem,1fr)",
    align: "end",
    isSortable: true,
    firstDirection: "descending",
    isOneWay: true,
    cell: ({ createdAt }) => <Moment at={createdAt} />,
  },
];

/** The agents of a space, out of millions: searched, filtered, sorted and paged by the server. */
export function AgentList({ spaceId }: { spaceId: string }) {
  const api = useApi();
  const client = useApiClient();
  const [address, setAddress] = useAddressState({ find: "", show: "all" });
  const [sort, setSort] = useSort<(typeof sorts)[number]>(sorts, { by: "id", direction: "ascending" });
  const [isRegistering, setRegistering] = useState(false);
  const filter = filters.find(({ value }) => value === address.show)?.value ?? "all";
  const input = { spaceId, search: address.find || undefined, sort: sort.by, ...asked[filter] };
  const { first: _, ...pages } = usePages({
    queryKey: api.agents.list.queryKey(input),
    read: async (after, signal) => {
      const { principals, next } = await client.agents.list.query({ ...input, after }, { signal });
      return { rows: principals, next };
    },
  });
  const registerButton = (
    <Button variant="primary" onClick={() => setRegistering(true)}>
      <Plus aria-hidden="true" className="size-4" />
      {agentTexts.register}
    </Button>
  );
  return (
    <div className="flex flex-col gap-4">
      <Toolbar>
        <SearchField
          label={agentTexts.search}
          value={address.find}
          onChange={(find) => setAddress({ find })}
          className="w-full max-w-sm"
        />
        <Select
          label={agentTexts.filter}
          value={filter}
          options={filters}
          onChange={(show) => setAddress({ show })}
          className="w-44"
        />
        <div className="ml-auto">{registerButton}</div>
      </Toolbar>
      <DataTable
        {...pages}
        label={agentTexts.list}
        columns={columns}
        keyOf={({ id }) => id}
        nameOf={({ id, displayName }) => displayName || id}
        hrefOf={({ id }) => adminPath(spaceId, "agents", id)}
        sort={sort}
        onSort={({ by, direction }) => by !== "connections" && setSort({ by, direction })}
        empty={
          address.find || filter !== "all" ? (
            <NothingMatches onClear={() => setAddress({ find: "", show: "all" })} />
          ) : (
            <EmptyState
              icon={<Bot />}
              title={agentTexts.emptyTitle}
              description={agentTexts.emptyText}
              action={registerButton}
            />
          )
        }
      />
      <RegisterAgentDialog spaceId={spaceId} isOpen={isRegistering} onOpenChange={setRegistering} />
    </div>
  );
}
