"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useApi } from "@/components/api";
import { ProblemNote, problemsOf } from "@/components/shell";
import { Button, Dialog, DialogBody, DialogFooter, showToast } from "@/components/ui";
import { adminPath } from "../frame/sections";
import { GroupFields, type GroupForm, groupFieldNames } from "./group-fields";
import { groupTexts } from "./texts";

interface EditGroupDialogProps {
  spaceId: string;
  group: GroupForm;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Changes a group's name and description. */
export function EditGroupDialog({ isOpen, onOpenChange, ...props }: EditGroupDialogProps) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title={groupTexts.edit} size="sm">
      <EditGroupForm {...props} onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

function EditGroupForm({ spaceId, group, onClose }: { spaceId: string; group: GroupForm; onClose: () => void }) {
  const router = useRouter();
  const [form, setForm] = useState({ name: group.name, description: group.description });
  const change = useMutation(
    useApi().groups.update.mutationOptions({
      onSuccess: () => {
        showToast({ tone: "success", title: groupTexts.saved });
        onClose();
        const name = form.name.trim();
        if (name !== group.name) router.replace(adminPath(spaceId, "groups", name));
      },
    }),
  );
  const problems = problemsOf(change.error, groupFieldNames);

  function submit(event: FormEvent) {
    event.preventDefault();
    change.mutate({ spaceId, group: group.name, name: form.name.trim(), description: form.description.trim() });
  }

  return (
    <form onSubmit={submit} className="flex min-h-0 grow flex-col">
      <DialogBody className="flex flex-col gap-5 pb-6">
        <ProblemNote>{problems.general}</ProblemNote>
        <GroupFields value={form} onChange={setForm} problems={problems.fields} nameHint={groupTexts.editNote} />
      </DialogBody>
      <DialogFooter>
        <Button variant="ghost" onClick={onClose}>
          {groupTexts.cancel}
        </Button>
        <Button variant="primary" type="submit" isBusy={change.isPending}>
          {groupTexts.save}
        </Button>
      </DialogFooter>
    </form>
  );
}
