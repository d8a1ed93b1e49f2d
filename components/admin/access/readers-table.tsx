"use client";

import { Route, Users } from "lucide-react";
import Link from "next/link";
import { useApi, useApiClient } from "@/components/api";
import { Badge, type Column, DataTable, EmptyState, Tooltip } from "@/components/ui";
import type { RouterInputs, RouterOutputs } from "@/server/api";
import { NothingMatches } from "../frame/nothing-matches";
import { usePages } from "../frame/use-pages";
import { PrincipalName } from "../principal/principal-name";
import { accessPath } from "./access-path";
import { readerTexts } from "./reader-texts";
import { Way } from "./way";

type Reader = RouterOutputs["access"]["principals"]["principals"][number];
export type ReaderAction = NonNullable<RouterInputs["access"]["principals"]["action"]>;

const columns: Column<Reader>[] = [
  {
    id: "principal",
    header: readerTexts.columns.principal,
    width: "minmax(12rem,2fr)",
    cell: (reader) => (
      <span className="flex flex-wrap items-center gap-2">
        <PrincipalName principal={reader} />
        {reader.block ? <Badge tone="warning">{readerTexts.blocked[reader.block.effect]}</Badge> : null}
      </span>
    ),
  },
  {
    id: "role",
    header: readerTexts.columns.role,
    width: "7rem",
    stacked: "plain",
    cell: ({ role }) => (role ? readerTexts.roles[role] : <span className="text-faint">{readerTexts.noRole}</span>),
  },
  {
    id: "way",
    header: readerTexts.columns.way,
    width: "minmax(14rem,3fr)",
    stacked: "plain",
    cell: ({ ways: [first, ...others] }) => (
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {first ? <Way path={first} /> : null}
        {others.length > 0 ? <span className="text-faint text-xs">{readerTexts.moreWays(others.length)}</span> : null}
      </span>
    ),
  },
];

interface ReadersTableProps {
  spaceId: string;
  channel: string;
  thread?: string;
  action: ReaderAction;
  search: string;
  onClearSearch: () => void;
  /** Their platform role opens the explorer of why to them. */
  isAdmin: boolean;
}

/** Exactly those who may do it there now, and by which way; paged by the server. */
export function ReadersTable(props: ReadersTableProps) {
  const { spaceId, channel, thread, action, search, onClearSearch, isAdmin } = props;
  const api = useApi();
  const client = useApiClient();
  const input = { spaceId, channel, thread, action, search: search || undefined };
  const pages = usePages<Reader>({
    queryKey: api.access.principals.queryKey(input),
    read: async (after, signal) => {
      const { principals, next } = await client.access.principals.query({ ...input, after }, { signal });
      return { rows: principals, next };
    },
  });
  return (
    <DataTable
      {...pages}
      label={readerTexts.table}
      columns={columns}
      keyOf={({ id }) => id}
      nameOf={({ id }) => id}
      rowAction={
        isAdmin
          ? ({ id }) => <WhyLink href={accessPath(spaceId, { principal: id, channel, thread, action })} id={id} />
          : undefined
      }
      empty={
        search ? (
          <NothingMatches onClear={onClearSearch} />
        ) : (
          <EmptyState icon={<Users />} title={readerTexts.emptyTitle} description={readerTexts.emptyText} />
        )
      }
    />
  );
}

function WhyLink({ href, id }: { href: string; id: string }) {
  return (
    <Tooltip label={readerTexts.why(id)} side="left">
      <Link
        href={href}
        aria-label={readerTexts.why(id)}
        prefetch={false}
        className="inline-flex size-8 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink"
      >
        <Route aria-hidden="true" className="size-4" />
      </Link>
    </Tooltip>
  );
}
