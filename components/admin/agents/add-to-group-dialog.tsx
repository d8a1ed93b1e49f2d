"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useMemo, useState } from "react";
import { failureOf, useApi } from "@/components/api";
import { Button, Dialog, DialogBody, DialogFooter, Field, showToast } from "@/components/ui";
import { EffectPreview } from "../preview/effect-preview";
import { KnownGroupPicker } from "../principal/known-group-picker";
import { agentTexts } from "./texts";

interface AddToGroupDialogProps {
  spaceId: string;
  id: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Puts an agent into a group; shows before which channels that opens to it. */
export function AddToGroupDialog({ spaceId, id, isOpen, onOpenChange }: AddToGroupDialogProps) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title={agentTexts.addGroupTitle(id)} size="sm">
      <AddToGroupForm spaceId={spaceId} id={id} onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

function AddToGroupForm({ spaceId, id, onClose }: { spaceId: string; id: string; onClose: () => void }) {
  const [[group], setGroup] = useState<string[]>([]);
  const addition = useMutation(
    useApi().groups.changeMembers.mutationOptions({
      onSuccess: (_, input) => {
        showToast({ tone: "success", title: agentTexts.addedTo(input.group) });
        onClose();
      },
    }),
  );
  const change = useMemo(
    () => (group === undefined ? undefined : { kind: "members" as const, group, add: [id] }),
    [group, id],
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    if (group !== undefined) addition.mutate({ spaceId, group, add: [id] });
  }

  return (
    <form onSubmit={submit} className="flex min-h-0 grow flex-col">
      <DialogBody className="flex flex-col gap-4 pb-5">
        <Field
          id="agent-group"
          label={agentTexts.group}
          problem={addition.error ? failureOf(addition.error).message : undefined}
        >
          <KnownGroupPicker
            id="agent-group"
            label={agentTexts.group}
            spaceId={spaceId}
            value={group === undefined ? [] : [group]}
            onChange={setGroup}
            placeholder={agentTexts.groupSearch}
            isSingle
            isInvalid={addition.isError}
          />
        </Field>
        <EffectPreview spaceId={spaceId} change={change} />
      </DialogBody>
      <DialogFooter>
        <Button variant="ghost" onClick={onClose}>
          {agentTexts.cancel}
        </Button>
        <Button variant="primary" type="submit" disabled={group === undefined} isBusy={addition.isPending}>
          {agentTexts.add}
        </Button>
      </DialogFooter>
    </form>
  );
}
