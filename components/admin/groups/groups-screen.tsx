"use client";

import { Plus, Trash2, UsersRound } from "lucide-react";
import { useState } from "react";
import { useApi, useApiClient } from "@/components/api";
import { Button, type Column, DataTable, EmptyState, IconButton, SearchField } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { AdminPage } from "../frame/admin-page";
import { Moment } from "../frame/moment";
import { NothingMatches } from "../frame/nothing-matches";
import { adminPath } from "../frame/sections";
import { Toolbar } from "../frame/toolbar";
import { useAddressState } from "../frame/use-address-state";
import { usePages } from "../frame/use-pages";
import { useSort } from "../frame/use-sort";
import { CreateGroupDialog } from "./create-group-dialog";
import { DeleteGroupDialog } from "./delete-group-dialog";
import { groupTexts } from "./texts";

type Group = RouterOutputs["groups"]["list"]["groups"][number];
type By = "name" | "members" | "channels" | "created";

const sorts = ["name", "members", "created"] as const;

const columns: Column<Group, By>[] = [
  {
    id: "name",
    header: groupTexts.columns.name,
    width: "minmax(14rem,3fr)",
    isSortable: true,
    cell: ({ name, description }) => (
      <>
        <bdi className="block truncate font-medium text-ink">{name}</bdi>
        {description ? <span className="block truncate text-faint text-xs">{description}</span> : null}
      </>
    ),
  },
  {
    id: "members",
    header: groupTexts.columns.members,
    width: "minmax(6rem,1fr)",
    align: "end",
    isSortable: true,
    firstDirection: "descending",
    cell: ({ members }) => <span className="tabular-nums">{members.toLocaleString("en")}</span>,
  },
  {
    id: "channels",
    header: groupTexts.columns.channels,
    width: "minmax(6rem,1fr)",
    align: "end",
    cell: ({ channels }) => <span className="tabular-nums">{channels.toLocaleString("en")}</span>,
  },
  {
    id: "created",
    header: groupTexts.columns.created,
    width: "minmax(8rem,1fr)",
    align: "end",
    isSortable: true,
    firstDirection: "descending",
    cell: ({ createdAt }) => <Moment at={createdAt} />,
  },
];

/** The groups of a space: searched, sorted and paged by the server, made and deleted here. */
export function GroupsScreen({ spaceId }: { spaceId: string }) {
  const api = useApi();
  const client = useApiClient();
  const [{ find: search }, setAddress] = useAddressState({ find: "" });
  const [sort, setSort] = useSort<(typeof sorts)[number]>(sorts, { by: "name", direction: "ascending" });
  const [isCreating, setCreating] = useState(false);
  const [doomed, setDoomed] = useState<string | null>(null);
  const input = { spaceId, search: search || undefined, sort: sort.by, direction: sort.direction };
  const { first, ...pages } = usePages({
    queryKey: api.groups.list.queryKey(input),
    read: async (after, signal) => {
      const { groups, next, total } = await client.groups.list.query({ ...input, after }, { signal });
      return { rows: groups, next, total };
    },
  });
  const createButton = (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden="true" className="size-4" />
      {groupTexts.create}
    </Button>
  );
  return (
    <AdminPage title={groupTexts.title} description={groupTexts.lead} actions={createButton}>
      <Toolbar>
        <SearchField
          label={groupTexts.search}
          value={search}
          onChange={(find) => setAddress({ find })}
          className="w-full max-w-sm"
        />
        {first?.total === undefined ? null : (
          <span role="status" className="text-faint text-xs tabular-nums">
            {groupTexts.total(first.total)}
          </span>
        )}
      </Toolbar>
      <DataTable
        {...pages}
        label={groupTexts.list}
        columns={columns}
        keyOf={({ name }) => name}
        nameOf={({ name }) => name}
        hrefOf={({ name }) => adminPath(spaceId, "groups", name)}
        sort={sort}
        onSort={({ by, direction }) => by !== "channels" && setSort({ by, direction })}
        rowAction={({ name }) => (
          <IconButton label={groupTexts.removeShort(name)} tooltipSide="left" onClick={() => setDoomed(name)}>
            <Trash2 className="size-4" />
          </IconButton>
        )}
        empty={
          search ? (
            <NothingMatches onClear={() => setAddress({ find: "" })} />
          ) : (
            <EmptyState
              icon={<UsersRound />}
              title={groupTexts.emptyTitle}
              description={groupTexts.emptyText}
              action={createButton}
            />
          )
        }
      />
      <CreateGroupDialog spaceId={spaceId} isOpen={isCreating} onOpenChange={setCreating} />
      <DeleteGroupDialog spaceId={spaceId} name={doomed} onClose={() => setDoomed(null)} />
    </AdminPage>
  );
}
