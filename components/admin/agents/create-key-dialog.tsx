"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useApi } from "@/components/api";
import { ProblemNote, problemsOf } from "@/components/shell";
import { Button, Dialog, DialogBody, DialogFooter, Field, fieldDescription, Input } from "@/components/ui";
import { CopyField } from "./copy-field";
import { type Expiry, expiryOf } from "./expiry";
import { ExpiryField } from "./expiry-field";
import { keyTexts } from "./key-texts";
import { useRefreshAgents } from "./use-refresh-agents";

interface CreateKeyDialogProps {
  spaceId: string;
  id: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Makes an API key and shows it: the one time it can be read. */
export function CreateKeyDialog({ spaceId, id, isOpen, onOpenChange }: CreateKeyDialogProps) {
  const [made, setMade] = useState<string | null>(null);
  const change = (open: boolean) => {
    if (!open) setMade(null);
    onOpenChange(open);
  };
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={change}
      title={made === null ? keyTexts.createKeyTitle(id) : keyTexts.madeTitle}
      description={made === null ? undefined : keyTexts.madeText}
      size="sm"
    >
      {made === null ? (
        <CreateKeyForm spaceId={spaceId} id={id} onMade={setMade} onClose={() => change(false)} />
      ) : (
        <>
          <DialogBody className="flex flex-col gap-4 pb-5">
            <CopyField label={keyTexts.keyItself} text={made} />
          </DialogBody>
          <DialogFooter>
            <Button variant="primary" onClick={() => change(false)}>
              {keyTexts.done}
            </Button>
          </DialogFooter>
        </>
      )}
    </Dialog>
  );
}

interface CreateKeyFormProps {
  spaceId: string;
  id: string;
  onMade: (key: string) => void;
  onClose: () => void;
}

const fieldNames = ["label", "expiresAt"] as const;

function CreateKeyForm({ spaceId, id, onMade, onClose }: CreateKeyFormProps) {
  const refresh = useRefreshAgents();
  const [label, setLabel] = useState("");
  const [expiry, setExpiry] = useState<Expiry>({ choice: "never", day: "" });
  const creation = useMutation(
    useApi().agents.createKey.mutationOptions({
      onSuccess: ({ key }) => {
        refresh();
        onMade(key);
      },
      // Not kept longer than it is shown.
      gcTime: 0,
    }),
  );
  const problems = problemsOf(creation.error, fieldNames);

  function submit(event: FormEvent) {
    event.preventDefault();
    creation.mutate({ spaceId, principalId: id, label, expiresAt: expiryOf(expiry, Date.now()) });
  }

  return (
    <form onSubmit={submit} className="flex min-h-0 grow flex-col">
      <DialogBody className="flex flex-col gap-5 pb-6">
        <ProblemNote>{problems.general}</ProblemNote>
        <Field id="key-label" label={keyTexts.label} hint={keyTexts.labelHint} problem={problems.fields.label}>
          <Input
            id="key-label"
            value={label}
            required
            maxLength={200}
            autoComplete="off"
            aria-invalid={problems.fields.label ? true : undefined}
            aria-describedby={fieldDescription("key-label")}
            onChange={(event) => setLabel(event.target.value)}
          />
        </Field>
        <ExpiryField id="key-expiry" value={expiry} onChange={setExpiry} problem={problems.fields.expiresAt} />
      </DialogBody>
      <DialogFooter>
        <Button variant="ghost" onClick={onClose}>
          {keyTexts.cancel}
        </Button>
        <Button variant="primary" type="submit" isBusy={creation.isPending}>
          {keyTexts.createKey}
        </Button>
      </DialogFooter>
    </form>
  );
}
