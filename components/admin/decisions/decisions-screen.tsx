"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Gavel } from "lucide-react";
import { useState } from "react";
import { useApi, useApiClient } from "@/components/api";
import { DataTable, EmptyState, SearchField, Select } from "@/components/ui";
import { accessPath } from "../access/access-path";
import { AdminPage } from "../frame/admin-page";
import { NothingMatches } from "../frame/nothing-matches";
import { Toolbar } from "../frame/toolbar";
import { useAddressState } from "../frame/use-address-state";
import { usePages } from "../frame/use-pages";
import { ExportMenu } from "../logs/export-menu";
import { FilterChip } from "../logs/filter-chip";
import { rangeOf } from "../logs/period";
import { PeriodFilter } from "../logs/period-filter";
import { RefreshButton } from "../logs/refresh-button";
import { RowFilters } from "../logs/row-filters";
import { type DecisionEntry, decisionColumns } from "./decision-columns";
import { decisionTexts } from "./texts";

const nothing = {
  find: "",
  outcome: "any",
  action: "",
  principal: "",
  resource: "",
  rule: "",
  period: "any",
  from: "",
  to: "",
};
const chips = ["principal", "resource", "rule"] as const;
const outcomes = Object.entries(decisionTexts.outcomes).map(([value, label]) => ({ value, label }));
const actions = [
  { value: "", label: decisionTexts.anyAction },
  ...Object.entries(decisionTexts.actions).map(([value, label]) => ({ value, label })),
];

/** What the policy decided in a space and why: searched, filtered and paged by the server; each row leads to its explanation. */
export function DecisionsScreen({ spaceId }: { spaceId: string }) {
  const api = useApi();
  const client = useApiClient();
  const queries = useQueryClient();
  const [address, setAddress] = useAddressState(nothing);
  const [nowMs, setNowMs] = useState(() => Date.now());
  const { find, outcome, action, principal, resource, rule } = address;
  const filters = {
    spaceId,
    search: find || undefined,
    allowed: outcome === "any" ? undefined : outcome === "allowed",
    action: action || undefined,
    principal: principal || undefined,
    resource: resource || undefined,
    rule: rule || undefined,
    ...rangeOf(address, nowMs),
  };
  const { first: _, ...pages } = usePages({
    queryKey: api.decisions.list.queryKey(filters),
    read: async (before, signal) => {
      const { entries, next } = await client.decisions.list.query({ ...filters, before }, { signal });
      return { rows: entries, next };
    },
  });
  const hasFilters = Object.entries(nothing).some(([name, value]) => address[name as keyof typeof nothing] !== value);
  function refresh() {
    setNowMs(Date.now());
    void queries.invalidateQueries({ queryKey: api.decisions.list.pathKey() });
  }
  return (
    <AdminPage
      title={decisionTexts.title}
      description={decisionTexts.lead}
      actions={
        <>
          <RefreshButton onClick={refresh} />
          <ExportMenu log="decisions" filters={filters} />
        </>
      }
    >
      <Toolbar>
        <SearchField
          label={decisionTexts.search}
          value={find}
          onChange={(next) => setAddress({ find: next })}
          className="min-w-52 max-w-sm grow basis-52 max-md:max-w-full max-md:basis-full"
        />
        <Select
          label={decisionTexts.outcome}
          value={outcome}
          options={outcomes}
          onChange={(next) => setAddress({ outcome: next })}
          className="w-48 max-md:w-full"
        />
        <Select
          label={decisionTexts.action}
          value={action}
          options={actions}
          onChange={(next) => setAddress({ action: next })}
          className="w-40 max-md:w-full"
        />
        <PeriodFilter value={address} onChange={setAddress} />
        {chips.map((name) =>
          address[name] ? (
            <FilterChip
              key={name}
              label={decisionTexts[name]}
              value={address[name]}
              onClear={() => setAddress({ [name]: "" })}
            />
          ) : null,
        )}
      </Toolbar>
      <DataTable
        {...pages}
        label={decisionTexts.list}
        columns={decisionColumns}
        keyOf={({ id }) => id}
        nameOf={(row) => `${row.principal} ${row.action} ${row.resource}`}
        hrefOf={(row) => accessPath(spaceId, questionOf(row))}
        rowAction={(row) => (
          <RowFilters
            name={row.principal}
            filters={[
              { value: row.principal, onChoose: () => setAddress({ principal: row.principal }) },
              { value: row.resource, onChoose: () => setAddress({ resource: row.resource }) },
              { value: row.rule, onChoose: () => setAddress({ rule: row.rule }) },
            ]}
          />
        )}
        empty={
          hasFilters ? (
            <NothingMatches onClear={() => setAddress(nothing)} />
          ) : (
            <EmptyState icon={<Gavel />} title={decisionTexts.emptyTitle} description={decisionTexts.emptyText} />
          )
        }
      />
    </AdminPage>
  );
}

/** The question of the access explorer that the decision answered. */
function questionOf({ principal, action, resource }: DecisionEntry) {
  if (!resource.startsWith("#")) return { principal };
  const [channel, thread] = resource.slice(1).split("/");
  return { principal, channel, thread, action };
}
