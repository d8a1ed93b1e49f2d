"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useApi } from "@/components/api";
import { ProblemNote, problemsOf } from "@/components/shell";
import { Button, Dialog, DialogBody, DialogFooter, showToast } from "@/components/ui";
import { adminPath } from "../frame/sections";
import { GroupFields, groupFieldNames } from "./group-fields";
import { groupTexts } from "./texts";

interface CreateGroupDialogProps {
  spaceId: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Makes a group and goes to its page, where members are added. */
export function CreateGroupDialog({ spaceId, isOpen, onOpenChange }: CreateGroupDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={groupTexts.create}
      description={groupTexts.createText}
      size="sm"
    >
      <CreateGroupForm spaceId={spaceId} onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

function CreateGroupForm({ spaceId, onClose }: { spaceId: string; onClose: () => void }) {
  const router = useRouter();
  const [form, setForm] = useState({ name: "", description: "" });
  const creation = useMutation(
    useApi().groups.create.mutationOptions({
      onSuccess: (_, { name }) => {
        showToast({ tone: "success", title: groupTexts.created(name) });
        onClose();
        router.push(adminPath(spaceId, "groups", name));
      },
    }),
  );
  const problems = problemsOf(creation.error, groupFieldNames);

  function submit(event: FormEvent) {
    event.preventDefault();
    creation.mutate({ spaceId, name: form.name.trim(), description: form.description.trim() });
  }

  return (
    <form onSubmit={submit} className="flex min-h-0 grow flex-col">
      <DialogBody className="flex flex-col gap-5 pb-6">
        <ProblemNote>{problems.general}</ProblemNote>
        <GroupFields value={form} onChange={setForm} problems={problems.fields} nameHint={groupTexts.nameHint} />
      </DialogBody>
      <DialogFooter>
        <Button variant="ghost" onClick={onClose}>
          {groupTexts.cancel}
        </Button>
        <Button variant="primary" type="submit" isBusy={creation.isPending}>
          {groupTexts.create}
        </Button>
      </DialogFooter>
    </form>
  );
}
