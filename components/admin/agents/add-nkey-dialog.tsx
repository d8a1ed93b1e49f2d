"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useApi } from "@/components/api";
import { ProblemNote, problemsOf } from "@/components/shell";
import { Button, Dialog, DialogBody, DialogFooter, Field, fieldDescription, Input, showToast } from "@/components/ui";
import { type Expiry, expiryOf } from "./expiry";
import { ExpiryField } from "./expiry-field";
import { keyTexts } from "./key-texts";
import { useRefreshAgents } from "./use-refresh-agents";

interface AddNkeyDialogProps {
  spaceId: string;
  id: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Takes the public half of a key pair that the agent made. */
export function AddNkeyDialog({ spaceId, id, isOpen, onOpenChange }: AddNkeyDialogProps) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title={keyTexts.addNkeyTitle(id)} size="sm">
      <AddNkeyForm spaceId={spaceId} id={id} onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

const fieldNames = ["publicKey", "label", "expiresAt"] as const;

function AddNkeyForm({ spaceId, id, onClose }: { spaceId: string; id: string; onClose: () => void }) {
  const refresh = useRefreshAgents();
  const [publicKey, setPublicKey] = useState("");
  const [label, setLabel] = useState("");
  const [expiry, setExpiry] = useState<Expiry>({ choice: "never", day: "" });
  const addition = useMutation(
    useApi().agents.addNkey.mutationOptions({
      onSuccess: () => {
        showToast({ tone: "success", title: keyTexts.nkeyAdded });
        onClose();
        refresh();
      },
    }),
  );
  const problems = problemsOf(addition.error, fieldNames);

  function submit(event: FormEvent) {
    event.preventDefault();
    const expiresAt = expiryOf(expiry, Date.now());
    addition.mutate({ spaceId, principalId: id, publicKey: publicKey.trim(), label, expiresAt });
  }

  return (
    <form onSubmit={submit} className="flex min-h-0 grow flex-col">
      <DialogBody className="flex flex-col gap-5 pb-6">
        <ProblemNote>{problems.general}</ProblemNote>
        <Field
          id="nkey-public"
          label={keyTexts.publicKey}
          hint={keyTexts.publicKeyHint}
          problem={problems.fields.publicKey}
        >
          <Input
            id="nkey-public"
            value={publicKey}
            required
            maxLength={128}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={problems.fields.publicKey ? true : undefined}
            aria-describedby={fieldDescription("nkey-public")}
            onChange={(event) => setPublicKey(event.target.value)}
            className="font-mono"
          />
        </Field>
        <Field id="nkey-label" label={keyTexts.label} hint={keyTexts.labelHint} problem={problems.fields.label}>
          <Input
            id="nkey-label"
            value={label}
            required
            maxLength={200}
            autoComplete="off"
            aria-invalid={problems.fields.label ? true : undefined}
            aria-describedby={fieldDescription("nkey-label")}
            onChange={(event) => setLabel(event.target.value)}
          />
        </Field>
        <ExpiryField id="nkey-expiry" value={expiry} onChange={setExpiry} problem={problems.fields.expiresAt} />
      </DialogBody>
      <DialogFooter>
        <Button variant="ghost" onClick={onClose}>
          {keyTexts.cancel}
        </Button>
        <Button variant="primary" type="submit" isBusy={addition.isPending}>
          {keyTexts.add}
        </Button>
      </DialogFooter>
    </form>
  );
}
