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
import { CreateKeyDialog } from "./create-key-dialog";
import { lifeColumns } from "./key-columns";
import { keyStateOf } from "./key-state";
import { keyTexts } from "./key-texts";
import { agentTexts } from "./texts";
import { useRefreshAgents } from "./use-refresh-agents";
import { useUsableFirst } from "./use-usable-first";

type Key = RouterOutputs["agents"]["get"]["keys"][number];

const columns: Column<Key>[] = [
  {
    id: "label",
    header: keyTexts.columns.label,
    width: "minmax(10rem,2fr)",
    cell: ({ label }) => <span className="block truncate font-medium text-ink">{label}</span>,
  },
  {
    id: "prefix",
    header: keyTexts.columns.prefix,
    width: "minmax(8rem,1fr)",
    stacked: "plain",
    cell: ({ prefix }) => <code className="text-xs">{prefix}…</code>,
  },
  ...lifeColumns<Key>(),
];

interface AgentKeysProps {
  spaceId: string;
  id: string;
  keys: readonly Key[] | undefined;
}

/** An agent's API keys: made, shown once, revoked. */
export function AgentKeys({ spaceId, id, keys }: AgentKeysProps) {
  const [isCreating, setCreating] = useState(false);
  const [doomed, setDoomed] = useState<Key | null>(null);
  const { rows, toggle } = useUsableFirst(keys);
  return (
    <AdminPart
      title={keyTexts.keys}
      description={keyTexts.keysText}
      actions={
        <Button variant="primary" onClick={() => setCreating(true)}>
          <Plus aria-hidden="true" className="size-4" />
          {keyTexts.createKey}
        </Button>
      }
    >
      <DataTable
        label={keyTexts.keys}
        columns={columns}
        rows={rows}
        keyOf={(key) => key.id}
        nameOf={({ label }) => label}
        rowAction={(key) =>
          keyStateOf(key, Date.now()) === "usable" ? (
            <IconButton label={keyTexts.revokeKey(key.label)} tooltipSide="left" onClick={() => setDoomed(key)}>
              <Ban className="size-4" />
            </IconButton>
          ) : null
        }
        empty={<PartEmpty title={keyTexts.noKeysTitle}>{keyTexts.noKeysText}</PartEmpty>}
      />
      {toggle}
      <CreateKeyDialog spaceId={spaceId} id={id} isOpen={isCreating} onOpenChange={setCreating} />
      <RevokeKeyDialog spaceId={spaceId} id={id} doomed={doomed} onClose={() => setDoomed(null)} />
    </AdminPart>
  );
}

function RevokeKeyDialog(props: { spaceId: string; id: string; doomed: Key | null; onClose: () => void }) {
  const { spaceId, id, doomed, onClose } = props;
  const refresh = useRefreshAgents();
  const shown = useLast(doomed);
  const revocation = useMutation(
    useApi().agents.revokeKey.mutationOptions({
      onSuccess: ({ closed }) => {
        showToast({ tone: "success", title: keyTexts.keyRevoked, description: agentTexts.closed(closed) });
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
      title={keyTexts.revokeKeyTitle(shown?.label ?? "")}
      description={keyTexts.revokeKeyText(id)}
      confirmLabel={keyTexts.revokeConfirm}
      isBusy={revocation.isPending}
      problem={revocation.error ? failureOf(revocation.error).message : undefined}
      onConfirm={() => doomed && revocation.mutate({ spaceId, keyId: doomed.id })}
    />
  );
}
