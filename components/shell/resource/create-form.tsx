"use client";

import type { FormEvent, ReactNode } from "react";
import { Button, Dialog, DialogBody, DialogFooter } from "@/components/ui";
import { ProblemNote } from "./problem-note";
import { resourceTexts } from "./texts";

interface CreateFormProps {
  title: string;
  description: string;
  /** What its button says. */
  submitText: string;
  /** What is wrong with the whole. */
  problem?: string;
  isBusy: boolean;
  onSubmit: () => void;
  onClose: () => void;
  /** The fields. */
  children: ReactNode;
}

/** A dialog with the fields of a new resource; Enter in a field sends it. */
export function CreateForm(props: CreateFormProps) {
  const { title, description, submitText, problem, isBusy, onSubmit, onClose, children } = props;

  function submit(event: FormEvent) {
    event.preventDefault();
    onSubmit();
  }

  return (
    <Dialog isOpen onOpenChange={onClose} title={title} description={description}>
      <form onSubmit={submit} className="flex min-h-0 grow flex-col">
        <DialogBody className="flex flex-col gap-5 pb-6">
          <ProblemNote>{problem}</ProblemNote>
          {children}
        </DialogBody>
        <DialogFooter>
          <Button variant="ghost" onClick={onClose}>
            {resourceTexts.cancel}
          </Button>
          <Button variant="primary" type="submit" isBusy={isBusy}>
            {submitText}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
