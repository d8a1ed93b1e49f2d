"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useMemo, useState } from "react";
import { failureOf, useApi } from "@/components/api";
import { ProblemNote } from "@/components/shell";
import { Button, Dialog, DialogBody, DialogFooter, Field, showToast } from "@/components/ui";
import { EffectPreview } from "../preview/effect-preview";
import { PrincipalPicker } from "../principal/principal-picker";
import { groupTexts } from "./texts";

interface AddMembersDialogProps {
  spaceId: string;
  group: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Adds agents and people that are picked one by one; shows before what it gives them. */
export function AddMembersDialog({ isOpen, onOpenChange, ...props }: AddMembersDialogProps) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title={groupTexts.addTitle(props.group)} size="sm">
      <AddMembersForm {...props} onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

function AddMembersForm({ spaceId, group, onClose }: { spaceId: string; group: string; onClose: () => void }) {
  const [ids, setIds] = useState<string[]>([]);
  const addition = useMutation(
    useApi().groups.changeMembers.mutationOptions({
      onSuccess: ({ added }) => {
        showToast({ tone: "success", title: groupTexts.added(added) });
        onClose();
      },
    }),
  );
  const change = useMemo(
    () => (ids.length > 0 ? { kind: "members" as const, group, add: ids } : undefined),
    [ids, group],
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    if (ids.length > 0) addition.mutate({ spaceId, group, add: ids });
  }

  return (
    <form onSubmit={submit} className="flex min-h-0 grow flex-col">
      <DialogBody className="flex flex-col gap-4 pb-5">
        <Field id="members-to-add" label={groupTexts.pick} hint={groupTexts.pickHint}>
          <PrincipalPicker
            id="members-to-add"
            label={groupTexts.pick}
            spaceId={spaceId}
            value={ids}
            onChange={setIds}
          />
        </Field>
        <EffectPreview spaceId={spaceId} change={change} />
        <ProblemNote>{addition.error ? failureOf(addition.error).message : undefined}</ProblemNote>
      </DialogBody>
      <DialogFooter>
        <Button variant="ghost" onClick={onClose}>
          {groupTexts.cancel}
        </Button>
        <Button variant="primary" type="submit" disabled={ids.length === 0} isBusy={addition.isPending}>
          {groupTexts.add(ids.length)}
        </Button>
      </DialogFooter>
    </form>
  );
}
