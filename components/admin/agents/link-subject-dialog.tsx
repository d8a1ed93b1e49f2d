"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useApi } from "@/components/api";
import { ProblemNote, problemsOf } from "@/components/shell";
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  Field,
  fieldDescription,
  Input,
  Select,
  showToast,
} from "@/components/ui";
import { keyTexts } from "./key-texts";
import { useRefreshAgents } from "./use-refresh-agents";

interface LinkSubjectDialogProps {
  spaceId: string;
  id: string;
  /** Those that the space trusts; one at least. */
  issuers: string[];
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Says which of an issuer's tokens are the agent's. */
export function LinkSubjectDialog({ id, isOpen, onOpenChange, ...props }: LinkSubjectDialogProps) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title={keyTexts.linkTitle(id)} size="sm">
      <LinkSubjectForm {...props} id={id} onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

interface LinkSubjectFormProps {
  spaceId: string;
  id: string;
  issuers: string[];
  onClose: () => void;
}

const fieldNames = ["issuer", "subject"] as const;

function LinkSubjectForm({ spaceId, id, issuers, onClose }: LinkSubjectFormProps) {
  const refresh = useRefreshAgents();
  const [issuer, setIssuer] = useState(issuers[0] ?? "");
  const [subject, setSubject] = useState("");
  const linking = useMutation(
    useApi().agents.linkSubject.mutationOptions({
      onSuccess: () => {
        showToast({ tone: "success", title: keyTexts.subjectLinked });
        onClose();
        refresh();
      },
    }),
  );
  const problems = problemsOf(linking.error, fieldNames);

  function submit(event: FormEvent) {
    event.preventDefault();
    linking.mutate({ spaceId, principalId: id, issuer, subject: subject.trim() });
  }

  return (
    <form onSubmit={submit} className="flex min-h-0 grow flex-col">
      <DialogBody className="flex flex-col gap-5 pb-6">
        <ProblemNote>{problems.general}</ProblemNote>
        <Field id="subject-issuer" label={keyTexts.issuer} problem={problems.fields.issuer}>
          <Select
            id="subject-issuer"
            label={keyTexts.issuer}
            value={issuer}
            options={issuers.map((value) => ({ value, label: value }))}
            onChange={setIssuer}
          />
        </Field>
        <Field id="subject-name" label={keyTexts.subject} hint={keyTexts.subjectHint} problem={problems.fields.subject}>
          <Input
            id="subject-name"
            value={subject}
            required
            maxLength={500}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            aria-invalid={problems.fields.subject ? true : undefined}
            aria-describedby={fieldDescription("subject-name")}
            onChange={(event) => setSubject(event.target.value)}
            className="font-mono"
          />
        </Field>
      </DialogBody>
      <DialogFooter>
        <Button variant="ghost" onClick={onClose}>
          {keyTexts.cancel}
        </Button>
        <Button variant="primary" type="submit" isBusy={linking.isPending}>
          {keyTexts.link}
        </Button>
      </DialogFooter>
    </form>
  );
}
