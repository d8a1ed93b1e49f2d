"use client";

import { CircleAlert } from "lucide-react";
import { type FormEvent, type ReactNode, useId, useRef, useState } from "react";
import { Button, Dialog, DialogBody, DialogFooter, Field, fieldDescription, Textarea } from "@/components/ui";
import { moderationTexts } from "./texts";

interface ReasonFormProps {
  title: string;
  description: string;
  hint: string;
  confirmLabel: string;
  isBusy: boolean;
  /** What the server says is wrong with the reason. */
  reasonProblem?: string;
  /** What is wrong otherwise. */
  problem?: string;
  onConfirm: (reason: string) => void;
  onClose: () => void;
  /** Further fields. */
  children?: ReactNode;
}

const charactersMax = 500;

/** Asks why before something is taken from somebody. Line breaks become spaces: a reason is one line wherever it is shown. */
export function ReasonForm(props: ReasonFormProps) {
  const { title, description, hint, confirmLabel, isBusy, reasonProblem, problem, onConfirm, onClose, children } =
    props;
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [reason, setReason] = useState("");
  const [isMissing, setMissing] = useState(false);
  const wrong = isMissing && reason.trim() === "" ? moderationTexts.reasonMissing : reasonProblem;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = reason.replace(/\s+/g, " ").trim();
    setMissing(given === "");
    if (given !== "" && !isBusy) onConfirm(given);
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => isOpen || onClose()}
      title={title}
      description={description}
      size="sm"
      initialFocus={field}
    >
      <form onSubmit={submit} noValidate className="flex min-h-0 grow flex-col">
        <DialogBody className="flex flex-col gap-4 pb-5">
          <Field id={id} label={moderationTexts.reason} hint={hint} problem={wrong}>
            <Textarea
              id={id}
              ref={field}
              value={reason}
              maxLength={charactersMax}
              dir="auto"
              aria-invalid={wrong ? true : undefined}
              aria-describedby={fieldDescription(id)}
              onChange={(event) => setReason(event.target.value)}
              className="max-h-40"
            />
          </Field>
          {children}
          {problem ? (
            <p role="alert" className="flex items-start gap-2 rounded-md bg-danger-soft px-3 py-2 text-danger">
              <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
              {problem}
            </p>
          ) : null}
        </DialogBody>
        <DialogFooter>
          <Button variant="ghost" onClick={onClose}>
            {moderationTexts.cancel}
          </Button>
          <Button variant="danger" type="submit" isBusy={isBusy}>
            {confirmLabel}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
