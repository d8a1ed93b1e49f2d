"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus, UserMinus, UsersRound } from "lucide-react";
import { useMemo, useState } from "react";
import { failureOf, useApi } from "@/components/api";
import { Button, type Column, ConfirmDialog, DataTable, EmptyState, IconButton, showToast } from "@/components/ui";
import { AdminPart } from "../frame/admin-part";
import { adminPath } from "../frame/sections";
import { useLast } from "../frame/use-last";
import { EffectPreview } from "../preview/effect-preview";
import { AddToGroupDialog } from "./add-to-group-dialog";
import { agentTexts } from "./texts";

interface AgentGroupsProps {
  spaceId: string;
  id: string;
  groups: readonly string[] | undefined;
}

const columns: Column<string>[] = [
  {
    id: "name",
    header: agentTexts.groupColumns.name,
    cell: (name) => <bdi className="block truncate font-medium text-ink">{name}</bdi>,
  },
];

/** The groups that an agent is in. */
export function AgentGroups({ spaceId, id, groups }: AgentGroupsProps) {
  const [isAdding, setAdding] = useState(false);
  const [left, setLeft] = useState<string | null>(null);
  return (
    <AdminPart
      title={agentTexts.groups}
      actions={
        <Button variant="primary" onClick={() => setAdding(true)}>
          <Plus aria-hidden="true" className="size-4" />
          {agentTexts.addGroup}
        </Button>
      }
    >
      <DataTable
        label={agentTexts.groups}
        columns={columns}
        rows={groups}
        keyOf={(name) => name}
        nameOf={(name) => name}
        hrefOf={(name) => adminPath(spaceId, "groups", name)}
        rowAction={(name) => (
          <IconButton label={agentTexts.removeFrom(name)} tooltipSide="left" onClick={() => setLeft(name)}>
            <UserMinus className="size-4" />
          </IconButton>
        )}
        empty={
          <EmptyState icon={<UsersRound />} title={agentTexts.noGroupsTitle} description={agentTexts.noGroupsText} />
        }
      />
      <AddToGroupDialog spaceId={spaceId} id={id} isOpen={isAdding} onOpenChange={setAdding} />
      <LeaveGroupDialog spaceId={spaceId} id={id} group={left} onClose={() => setLeft(null)} />
    </AdminPart>
  );
}

function LeaveGroupDialog(props: { spaceId: string; id: string; group: string | null; onClose: () => void }) {
  const { spaceId, id, group, onClose } = props;
  const shown = useLast(group) ?? "";
  const removal = useMutation(
    useApi().groups.changeMembers.mutationOptions({
      onSuccess: ({ closed }) => {
        const title = agentTexts.removedFrom(shown);
        showToast({ tone: "success", title, description: agentTexts.closed(closed) });
        onClose();
      },
    }),
  );
  const change = useMemo(
    () => (group === null ? undefined : { kind: "members" as const, group, remove: [id] }),
    [group, id],
  );
  return (
    <ConfirmDialog
      isOpen={group !== null}
      onOpenChange={(isOpen) => {
        if (isOpen) return;
        removal.reset();
        onClose();
      }}
      title={agentTexts.removeFromTitle(id, shown)}
      confirmLabel={agentTexts.removeFromConfirm}
      isBusy={removal.isPending}
      problem={removal.error ? failureOf(removal.error).message : undefined}
      onConfirm={() => group !== null && removal.mutate({ spaceId, group, remove: [id] })}
    >
      <EffectPreview spaceId={spaceId} change={change} />
    </ConfirmDialog>
  );
}
