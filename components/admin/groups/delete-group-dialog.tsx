"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { failureOf, useApi } from "@/components/api";
import { ConfirmDialog, showToast } from "@/components/ui";
import { useLast } from "../frame/use-last";
import { EffectPreview } from "../preview/effect-preview";
import { groupTexts } from "./texts";

interface DeleteGroupDialogProps {
  spaceId: string;
  /** The group to delete; null while nothing is asked. */
  name: string | null;
  onClose: () => void;
  onDeleted?: () => void;
}

const channelsNamedMax = 12;

/** Asks before a group is deleted, naming the channels and members it takes away; a group with members asks for its name. */
export function DeleteGroupDialog({ spaceId, name, onClose, onDeleted }: DeleteGroupDialogProps) {
  const api = useApi();
  const shown = useLast(name) ?? "";
  const { data: group } = useQuery({
    ...api.groups.get.queryOptions({ spaceId, group: name ?? "" }),
    enabled: name !== null,
  });
  const deletion = useMutation(
    api.groups.delete.mutationOptions({
      onSuccess: ({ closed }) => {
        showToast({ tone: "success", title: groupTexts.removed(shown), description: groupTexts.closed(closed) });
        onClose();
        onDeleted?.();
      },
    }),
  );
  const members = group?.members ?? 0;
  return (
    <ConfirmDialog
      isOpen={name !== null}
      onOpenChange={(isOpen) => {
        if (isOpen) return;
        deletion.reset();
        onClose();
      }}
      title={groupTexts.removeTitle(shown)}
      description={group ? groupTexts.removeText(members) : undefined}
      confirmLabel={groupTexts.remove}
      typed={members > 0 ? shown : undefined}
      isBusy={deletion.isPending || !group}
      problem={deletion.error ? failureOf(deletion.error).message : undefined}
      onConfirm={() => name !== null && deletion.mutate({ spaceId, name })}
    >
      {group && group.channels.length > 0 ? <Opened names={group.channels.map((channel) => channel.name)} /> : null}
      <EffectPreview spaceId={spaceId} change={name === null ? undefined : { kind: "delete-group", group: name }} />
    </ConfirmDialog>
  );
}

function Opened({ names }: { names: string[] }) {
  const others = names.length - channelsNamedMax;
  return (
    <div>
      <p className="text-muted">{groupTexts.removeOpens}:</p>
      <ul className="mt-1.5 flex flex-wrap gap-1.5">
        {names.slice(0, channelsNamedMax).map((name) => (
          <li key={name} className="max-w-full truncate rounded-sm bg-hover px-1.5 py-0.5 font-mono text-xs">
            #{name}
          </li>
        ))}
        {others > 0 ? <li className="py-0.5 text-faint text-xs">{groupTexts.andOthers(others)}</li> : null}
      </ul>
    </div>
  );
}
