"use client";

import { FileUp, UserMinus, UserPlus, UsersRound } from "lucide-react";
import { useState } from "react";
import { useApi, useApiClient } from "@/components/api";
import { Button, type Column, DataTable, EmptyState, IconButton, SearchField } from "@/components/ui";
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
import { AddMembersDialog } from "./add-members-dialog";
import { BulkDialog } from "./bulk/bulk-dialog";
import { RemoveMembersDialog } from "./remove-members-dialog";
import { groupTexts } from "./texts";

type Member = RouterOutputs["groups"]["members"]["members"][number];

type By = "id" | "presence" | "joined";

const sorts = ["id", "joined"] as const;
const none: ReadonlySet<string> = new Set();

const columns: Column<Member, By>[] = [
  {
    id: "id",
    header: groupTexts.memberColumns.id,
    width: "minmax(16rem,3fr)",
    isSortable: true,
    isOneWay: true,
    cell: (member) => <PrincipalName principal={member} />,
  },
  {
    id: "presence",
    header: groupTexts.memberColumns.presence,
    width: "minmax(8rem,1fr)",
    cell: (member) => <Presence principal={member} />,
  },
  {
    id: "joined",
    header: groupTexts.memberColumns.joined,
    width: "minmax(8rem,1fr)",
    isSortable: true,
    firstDirection: "descending",
    isOneWay: true,
    cell: ({ joinedAt }) => <Moment at={joinedAt} />,
  },
];

/** Who is in a group, out of millions: searched, sorted and paged by the server; added and removed by picking or in bulk. */
export function GroupMembers({ spaceId, group }: { spaceId: string; group: string }) {
  const api = useApi();
  const client = useApiClient();
  const [{ find: search }, setAddress] = useAddressState({ find: "" });
  const [sort, setSort] = useSort<(typeof sorts)[number]>(sorts, { by: "id", direction: "ascending" });
  const [selected, setSelected] = useState(none);
  const [leaving, setLeaving] = useState<string[] | null>(null);
  const [dialog, setDialog] = useState<"add" | "bulk" | null>(null);
  const input = { spaceId, group, search: search || undefined, sort: sort.by };
  const { first, ...pages } = usePages({
    queryKey: api.groups.members.queryKey(input),
    read: async (after, signal) => {
      const { members, next, counted } = await client.groups.members.query({ ...input, after }, { signal });
      return { rows: members, next, counted };
    },
  });
  const close = (isOpen: boolean) => isOpen || setDialog(null);
  return (
    <div className="flex flex-col gap-4">
      <Toolbar>
        <SearchField
          label={groupTexts.searchMembers}
          value={search}
          onChange={(find) => setAddress({ find })}
          className="w-full max-w-sm"
        />
        {first ? (
          <span role="status" className="text-faint text-xs tabular-nums">
            {groupTexts.memberCount(first.counted)}
          </span>
        ) : null}
        <div className="ml-auto flex flex-wrap gap-2 max-md:ml-0">
          <Button onClick={() => setDialog("bulk")}>
            <FileUp aria-hidden="true" className="size-4" />
            {groupTexts.many}
          </Button>
          <Button variant="primary" onClick={() => setDialog("add")}>
            <UserPlus aria-hidden="true" className="size-4" />
            {groupTexts.addMembers}
          </Button>
        </div>
      </Toolbar>
      {selected.size > 0 ? (
        <SelectionBar
          count={selected.size}
          onClear={() => setSelected(none)}
          onRemove={() => setLeaving([...selected])}
        />
      ) : null}
      <DataTable
        {...pages}
        label={groupTexts.members}
        columns={columns}
        keyOf={({ id }) => id}
        nameOf={({ id, displayName }) => displayName || id}
        hrefOf={({ id, kind }) => (kind === "agent" ? adminPath(spaceId, "agents", id) : undefined)}
        sort={sort}
        onSort={({ by, direction }) => by !== "presence" && setSort({ by, direction })}
        selection={{ selected, onChange: setSelected }}
        rowAction={({ id, displayName }) => (
          <IconButton
            label={groupTexts.removeMember(displayName || id)}
            tooltipSide="left"
            onClick={() => setLeaving([id])}
          >
            <UserMinus className="size-4" />
          </IconButton>
        )}
        empty={
          search ? (
            <NothingMatches onClear={() => setAddress({ find: "" })} />
          ) : (
            <EmptyState
              icon={<UsersRound />}
              title={groupTexts.noMembersTitle}
              description={groupTexts.noMembersText}
            />
          )
        }
      />
      <AddMembersDialog spaceId={spaceId} group={group} isOpen={dialog === "add"} onOpenChange={close} />
      <BulkDialog spaceId={spaceId} group={group} isOpen={dialog === "bulk"} onOpenChange={close} />
      <RemoveMembersDialog
        spaceId={spaceId}
        group={group}
        ids={leaving}
        onClose={() => setLeaving(null)}
        onRemoved={() => setSelected(none)}
      />
    </div>
  );
}

/** What can be done with the rows that are selected. */
function SelectionBar(props: { count: number; onClear: () => void; onRemove: () => void }) {
  return (
    <div className="flex flex-wrap items-center gap-2 rounded-md bg-accent-soft py-1.5 pr-1.5 pl-3">
      <span role="status" className="mr-auto font-medium tabular-nums">
        {groupTexts.selected(props.count)}
      </span>
      <Button size="sm" variant="ghost" onClick={props.onClear}>
        {groupTexts.clearSelection}
      </Button>
      <Button size="sm" onClick={props.onRemove}>
        <UserMinus aria-hidden="true" className="size-3.5" />
        {groupTexts.removeSelected}
      </Button>
    </div>
  );
}
