"use client";

import { CircleAlert } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { Button } from "./button";
import { Dialog, DialogBody, DialogFooter } from "./dialog";
import { Field } from "./field";
import { Input } from "./input";
import { uiTexts } from "./texts";

interface ConfirmDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** A question that names what it is about: "Delete the group EdgeSensors?" */
  title: ReactNode;
  /** What is destroyed, and whether it can be had back. */
  description?: ReactNode;
  /** The effect as it would be, such as a preview. */
  children?: ReactNode;
  /** The act itself: "Delete group". */
  confirmLabel: string;
  /** Has to be typed before the act can be done. */
  typed?: string;
  tone?: "danger" | "primary";
  isBusy?: boolean;
  /** Why it did not work. */
  problem?: string;
  onConfirm: () => void;
}

/** Asks before something is done that takes something away: it names what, shows the effect, and stays open until it worked. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, onOpenChange, title, description } = props;
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title={title} description={description} size="sm">
      <ConfirmForm {...props} />
    </Dialog>
  );
}

/** Mounted with each opening, so that what was typed for one thing is not there for the next. */
function ConfirmForm(props: ConfirmDialogProps) {
  const { onOpenChange, children, confirmLabel, typed, tone = "danger", isBusy, problem, onConfirm } = props;
  const id = useId();
  const [text, setText] = useState("");
  const isReady = typed === undefined || text.trim() === typed;
  return (
    <form
      className="flex min-h-0 grow flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !isBusy) onConfirm();
      }}
    >
      <DialogBody className="flex flex-col gap-4 pb-5 empty:hidden">
        {children}
        {typed === undefined ? null : (
          <Field id={id} label={uiTexts.typeToConfirm(typed)}>
            <Input
              id={id}
              value={text}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              onChange={(event) => setText(event.target.value)}
              className="font-mono"
            />
          </Field>
        )}
        {problem ? (
          <p role="alert" className="flex items-start gap-2 rounded-md bg-danger-soft px-3 py-2 text-danger">
            <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
            {problem}
          </p>
        ) : null}
      </DialogBody>
      <DialogFooter>
        <Button variant="ghost" onClick={() => onOpenChange(false)}>
          {uiTexts.cancel}
        </Button>
        <Button variant={tone} type="submit" isBusy={isBusy} disabled={!isReady}>
          {confirmLabel}
        </Button>
      </DialogFooter>
    </form>
  );
}
