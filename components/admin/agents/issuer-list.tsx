"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { IdCard, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { failureOf, useApi } from "@/components/api";
import { Button, type Column, ConfirmDialog, DataTable, EmptyState, IconButton, showToast } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { Moment } from "../frame/moment";
import { useLast } from "../frame/use-last";
import { IssuerDialog } from "./issuer-dialog";
import { issuerTexts } from "./issuer-texts";
import { agentTexts } from "./texts";

type Issuer = RouterOutputs["issuers"]["list"][number];

const columns: Column<Issuer>[] = [
  {
    id: "issuer",
    header: issuerTexts.columns.issuer,
    width: "minmax(14rem,3fr)",
    cell: ({ issuer }) => <bdi className="block break-all font-medium text-ink">{issuer}</bdi>,
  },
  {
    id: "audience",
    header: issuerTexts.columns.audience,
    width: "minmax(8rem,1fr)",
    cell: ({ audience }) => <span className="break-all font-mono text-xs">{audience}</span>,
  },
  {
    id: "keys",
    header: issuerTexts.columns.keys,
    width: "minmax(12rem,2fr)",
    cell: ({ keys, jwksUri }) => (
      <span title={jwksUri ?? undefined} className="break-words">
        {issuerTexts.keyKinds[keys]}
      </span>
    ),
  },
  {
    id: "subjects",
    header: issuerTexts.columns.subjects,
    width: "6rem",
    align: "end",
    cell: ({ subjects }) => <span className="tabular-nums">{subjects.toLocaleString("en")}</span>,
  },
  {
    id: "created",
    header: issuerTexts.columns.created,
    width: "minmax(7rem,1fr)",
    align: "end",
    cell: ({ createdAt }) => <Moment at={createdAt} />,
  },
];

/** Whose tokens the space takes from its agents. */
export function IssuerList({ spaceId }: { spaceId: string }) {
  const { data, error, refetch } = useQuery(useApi().issuers.list.queryOptions({ spaceId }));
  const [edited, setEdited] = useState<Issuer | "new" | null>(null);
  const [doomed, setDoomed] = useState<Issuer | null>(null);
  const addButton = (
    <Button variant="primary" onClick={() => setEdited("new")}>
      <Plus aria-hidden="true" className="size-4" />
      {issuerTexts.add}
    </Button>
  );
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-2xl text-pretty text-muted">{issuerTexts.lead}</p>
        {data && data.length > 0 ? addButton : null}
      </div>
      <DataTable
        label={issuerTexts.list}
        columns={columns}
        rows={data}
        failure={error ? { title: failureOf(error).message, onRetry: () => void refetch() } : undefined}
        keyOf={({ issuer }) => issuer}
        nameOf={({ issuer }) => issuer}
        actionWidth="5rem"
        rowAction={(issuer) => (
          <>
            <IconButton label={issuerTexts.edit(issuer.issuer)} tooltipSide="left" onClick={() => setEdited(issuer)}>
              <Pencil className="size-4" />
            </IconButton>
            <IconButton label={issuerTexts.remove(issuer.issuer)} tooltipSide="left" onClick={() => setDoomed(issuer)}>
              <Trash2 className="size-4" />
            </IconButton>
          </>
        )}
        empty={
          <EmptyState
            icon={<IdCard />}
            title={issuerTexts.emptyTitle}
            description={issuerTexts.emptyText}
            action={addButton}
          />
        }
      />
      <IssuerDialog spaceId={spaceId} edited={edited} onClose={() => setEdited(null)} />
      <DeleteIssuerDialog spaceId={spaceId} doomed={doomed} onClose={() => setDoomed(null)} />
    </div>
  );
}

function DeleteIssuerDialog(props: { spaceId: string; doomed: Issuer | null; onClose: () => void }) {
  const { spaceId, doomed, onClose } = props;
  const api = useApi();
  const queries = useQueryClient();
  const shown = useLast(doomed);
  const deletion = useMutation(
    api.issuers.delete.mutationOptions({
      onSuccess: ({ closed }) => {
        showToast({ tone: "success", title: issuerTexts.removed, description: agentTexts.closed(closed) });
        onClose();
        for (const part of [api.issuers, api.agents]) void queries.invalidateQueries({ queryKey: part.pathKey() });
      },
    }),
  );
  return (
    <ConfirmDialog
      isOpen={doomed !== null}
      onOpenChange={(isOpen) => {
        if (isOpen) return;
        deletion.reset();
        onClose();
      }}
      title={issuerTexts.removeTitle}
      description={shown ? issuerTexts.removeText(shown.issuer, shown.subjects) : undefined}
      confirmLabel={issuerTexts.removeConfirm}
      isBusy={deletion.isPending}
      problem={deletion.error ? failureOf(deletion.error).message : undefined}
      onConfirm={() => doomed && deletion.mutate({ spaceId, issuer: doomed.issuer })}
    />
  );
}
