"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useApi } from "@/components/api";
import { ProblemNote, problemsOf } from "@/components/shell";
import { Button, Dialog, DialogBody, DialogFooter, Field, fieldDescription, Input, showToast } from "@/components/ui";
import { adminPath } from "../frame/sections";
import { KnownGroupPicker } from "../principal/known-group-picker";
import { agentTexts } from "./texts";

interface RegisterAgentDialogProps {
  spaceId: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

const fieldNames = ["id", "displayName", "groups"] as const;

/** Makes an agent and goes to its page, where it gets its keys. */
export function RegisterAgentDialog({ spaceId, isOpen, onOpenChange }: RegisterAgentDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={agentTexts.register}
      description={agentTexts.registerText}
      size="sm"
    >
      <RegisterAgentForm spaceId={spaceId} onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

function RegisterAgentForm({ spaceId, onClose }: { spaceId: string; onClose: () => void }) {
  const router = useRouter();
  const [id, setId] = useState("");
  const [displayName, setDisplayName] = useState("");
  const [groups, setGroups] = useState<string[]>([]);
  const registration = useMutation(
    useApi().agents.register.mutationOptions({
      onSuccess: ({ agent }) => {
        showToast({ tone: "success", title: agentTexts.registered(agent.id) });
        onClose();
        router.push(adminPath(spaceId, "agents", agent.id));
      },
    }),
  );
  const problems = problemsOf(registration.error, fieldNames);

  function submit(event: FormEvent) {
    event.preventDefault();
    const name = displayName.trim();
    registration.mutate({ spaceId, id: id.trim(), ...(name && { displayName: name }), groups });
  }

  return (
    <form onSubmit={submit} className="flex min-h-0 grow flex-col">
      <DialogBody className="flex flex-col gap-5 pb-6">
        <ProblemNote>{problems.general}</ProblemNote>
        <Field id="agent-id" label={agentTexts.id} hint={agentTexts.idHint} problem={problems.fields.id}>
          <Input
            id="agent-id"
            value={id}
            required
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={63}
            aria-invalid={problems.fields.id ? true : undefined}
            aria-describedby={fieldDescription("agent-id")}
            onChange={(event) => setId(event.target.value)}
            className="font-mono"
          />
        </Field>
        <Field
          id="agent-name"
          label={agentTexts.displayName}
          optionalText={agentTexts.optional}
          problem={problems.fields.displayName}
        >
          <Input
            id="agent-name"
            value={displayName}
            autoComplete="off"
            maxLength={200}
            aria-invalid={problems.fields.displayName ? true : undefined}
            aria-describedby={fieldDescription("agent-name")}
            onChange={(event) => setDisplayName(event.target.value)}
          />
        </Field>
        <Field
          id="agent-groups"
          label={agentTexts.groups}
          optionalText={agentTexts.optional}
          hint={agentTexts.groupsHint}
          problem={problems.fields.groups}
        >
          <KnownGroupPicker
            id="agent-groups"
            label={agentTexts.groups}
            spaceId={spaceId}
            value={groups}
            onChange={setGroups}
            placeholder={agentTexts.groupSearch}
            isInvalid={problems.fields.groups !== undefined}
          />
        </Field>
      </DialogBody>
      <DialogFooter>
        <Button variant="ghost" onClick={onClose}>
          {agentTexts.cancel}
        </Button>
        <Button variant="primary" type="submit" isBusy={registration.isPending}>
          {agentTexts.register}
        </Button>
      </DialogFooter>
    </form>
  );
}
