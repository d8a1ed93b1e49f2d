"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { useApi, useApiClient } from "@/components/api";
import { DataTable, EmptyState, SearchField, Select } from "@/components/ui";
import { AdminPage } from "../frame/admin-page";
import { NothingMatches } from "../frame/nothing-matches";
import { adminPath } from "../frame/sections";
import { Toolbar } from "../frame/toolbar";
import { useAddressState } from "../frame/use-address-state";
import { usePages } from "../frame/use-pages";
import { ExportMenu } from "../logs/export-menu";
import { FilterChip } from "../logs/filter-chip";
import { rangeOf } from "../logs/period";
import { PeriodFilter } from "../logs/period-filter";
import { RefreshButton } from "../logs/refresh-button";
import { RowFilters } from "../logs/row-filters";
import { auditColumns } from "./audit-columns";
import { EntryDialog } from "./entry-dialog";
import { nameOfActor, nameOfTarget } from "./names";
import { auditTexts } from "./texts";

const nothing = { find: "", kind: "", actor: "", target: "", period: "any", from: "", to: "" };
const kinds = [
  { value: "", label: auditTexts.allKinds },
  ...Object.entries(auditTexts.kinds).map(([value, label]) => ({ value, label })),
];

/** Every administrative act in a space: searched, filtered and paged by the server, each with its before and after, and all of it as a file. */
export function AuditScreen({ spaceId }: { spaceId: string }) {
  const api = useApi();
  const client = useApiClient();
  const queries = useQueryClient();
  const parameters = useSearchParams();
  const [address, setAddress] = useAddressState({ ...nothing, entry: "" });
  const [nowMs, setNowMs] = useState(() => Date.now());
  const { find, kind, actor, target, entry } = address;
  const filters = {
    spaceId,
    search: find || undefined,
    verb: kind || undefined,
    actor: actor || undefined,
    target: target || undefined,
    ...rangeOf(address, nowMs),
  };
  const { first: _, ...pages } = usePages({
    queryKey: api.audit.list.queryKey(filters),
    read: async (before, signal) => {
      const { entries, next } = await client.audit.list.query({ ...filters, before }, { signal });
      return { rows: entries, next };
    },
  });
  const hasFilters = Object.entries(nothing).some(([name, value]) => address[name as keyof typeof nothing] !== value);
  const linkTo = (id: string) => {
    const next = new URLSearchParams(parameters);
    next.set("entry", id);
    return `${adminPath(spaceId, "audit")}?${next}`;
  };
  function refresh() {
    setNowMs(Date.now());
    void queries.invalidateQueries({ queryKey: api.audit.list.pathKey() });
  }
  return (
    <AdminPage
      title={auditTexts.title}
      description={auditTexts.lead}
      actions={
        <>
          <RefreshButton onClick={refresh} />
          <ExportMenu log="audit" filters={filters} />
        </>
      }
    >
      <Toolbar>
        <SearchField
          label={auditTexts.search}
          value={find}
          onChange={(next) => setAddress({ find: next })}
          className="min-w-52 max-w-sm grow basis-52 max-md:max-w-full max-md:basis-full"
        />
        <Select
          label={auditTexts.kind}
          value={kind}
          options={kinds}
          onChange={(next) => setAddress({ kind: next })}
          className="w-48 max-md:w-full"
        />
        <PeriodFilter value={address} onChange={setAddress} />
        {actor ? (
          <FilterChip label={auditTexts.actor} value={nameOfActor(actor)} onClear={() => setAddress({ actor: "" })} />
        ) : null}
        {target ? (
          <FilterChip
            label={auditTexts.target}
            value={nameOfTarget(target)}
            onClear={() => setAddress({ target: "" })}
          />
        ) : null}
      </Toolbar>
      <DataTable
        {...pages}
        label={auditTexts.list}
        columns={auditColumns}
        keyOf={({ id }) => id}
        nameOf={({ verb, target: what }) => `${verb} ${what}`}
        hrefOf={({ id }) => linkTo(id)}
        rowAction={(row) => (
          <RowFilters
            name={`${row.verb} ${row.target}`}
            filters={[
              { value: nameOfActor(row.actor), onChoose: () => setAddress({ actor: row.actor }) },
              { value: nameOfTarget(row.target), onChoose: () => setAddress({ target: row.target }) },
            ]}
          />
        )}
        empty={
          hasFilters ? (
            <NothingMatches onClear={() => setAddress(nothing)} />
          ) : (
            <EmptyState icon={<ScrollText />} title={auditTexts.emptyTitle} description={auditTexts.emptyText} />
          )
        }
      />
      <EntryDialog spaceId={spaceId} id={entry || null} onClose={() => setAddress({ entry: "" })} />
    </AdminPage>
  );
}
