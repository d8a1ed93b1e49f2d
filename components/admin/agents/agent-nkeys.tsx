"use client";

import { useMutation } from "@tanstack/react-query";
import { Ban, Plus } from "lucide-react";
import { useState } from "react";
import { failureOf, useApi } from "@/components/api";
import { Button, type Column, ConfirmDialog, DataTable, IconButton, showToast } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { AdminPart } from "../frame/admin-part";
import { PartEmpty } from "../frame/part-empty";
import { useLast } from "../frame/use-last";
import { AddNkeyDialog } from "./add-nkey-dialog";
import { lifeColumns } from "./key-columns";
import { keyStateOf } from "./key-state";
import { keyTexts } from "./key-texts";
import { agentTexts } from "./texts";
import { useRefreshAgents } from "./use-refresh-agents";
import { useUsableFirst } from "./use-usable-first";

type Nkey = RouterOutputs["agents"]["get"]["nkeys"][number];

const columns: Column<Nkey>[] = [
  {
    id: "label",
    header: keyTexts.columns.label,
    width: "minmax(10rem,2fr)",
    cell: ({ label }) => <span className="block truncate font-medium text-ink">{label}</span>,
  },
  {
    id: "publicKey",
    header: keyTexts.publicKey,
    width: "minmax(8rem,1fr)",
    stacked: "plain",
    cell: ({ publicKey }) => (
      <code className="block truncate text-xs" title={publicKey}>
        {publicKey}
      </code>
    ),
  },
  ...lifeColumns<Nkey>(),
];

interface AgentNkeysProps {
  spaceId: string;
  id: string;
  nkeys: readonly Nkey[] | undefined;
}

/** The key pairs an agent proves to hold. */
export function AgentNkeys({ spaceId, id, nkeys }: AgentNkeysProps) {
  const [isAdding, setAdding] = useState(false);
  const [doomed, setDoomed] = useState<Nkey | null>(null);
  const { rows, toggle } = useUsableFirst(nkeys);
  return (
    <AdminPart
      title={keyTexts.nkeys}
      description={keyTexts.nkeysText}
      actions={
        <Button onClick={() => setAdding(true)}>
          <Plus aria-hidden="true" className="size-4" />
          {keyTexts.addNkey}
        </Button>
      }
    >
      <DataTable
        label={keyTexts.nkeys}
        columns={columns}
        rows={rows}
        keyOf={({ publicKey }) => publicKey}
        nameOf={({ label }) => label}
        rowAction={(nkey) =>
          keyStateOf(nkey, Date.now()) === "usable" ? (
            <IconButton label={keyTexts.revokeKey(nkey.label)} tooltipSide="left" onClick={() => setDoomed(nkey)}>
              <Ban className="size-4" />
            </IconButton>
          ) : null
        }
        empty={<PartEmpty title={keyTexts.noNkeysTitle}>{keyTexts.noNkeysText}</PartEmpty>}
      />
      {toggle}
      <AddNkeyDialog spaceId={spaceId} id={id} isOpen={isAdding} onOpenChange={setAdding} />
      <RevokeNkeyDialog spaceId={spaceId} id={id} doomed={doomed} onClose={() => setDoomed(null)} />
    </AdminPart>
  );
}

function RevokeNkeyDialog(props: { spaceId: string; id: string; doomed: Nkey | null; onClose: () => void }) {
  const { spaceId, id, doomed, onClose } = props;
  const refresh = useRefreshAgents();
  const shown = useLast(doomed);
  const revocation = useMutation(
    useApi().agents.revokeNkey.mutationOptions({
      onSuccess: ({ closed }) => {
        showToast({ tone: "success", title: keyTexts.nkeyRevoked, description: agentTexts.closed(closed) });
        onClose();
        refresh();
      },
    }),
  );
  return (
    <ConfirmDialog
      isOpen={doomed !== null}
      onOpenChange={(isOpen) => {
        if (isOpen) return;
        revocation.reset();
        onClose();
      }}
      title={keyTexts.revokeNkeyTitle(shown?.label ?? "")}
      description={keyTexts.revokeNkeyText(id)}
      confirmLabel={keyTexts.revokeConfirm}
      isBusy={revocation.isPending}
      problem={revocation.error ? failureOf(revocation.error).message : undefined}
      onConfirm={() => doomed && revocation.mutate({ spaceId, publicKey: doomed.publicKey })}
    />
  );
}
