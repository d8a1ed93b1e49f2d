import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

interface FieldProps {
  /** The control's id; the hint and the problem get ids from it for `aria-describedby`, see `fieldDescription`. */
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  problem?: string;
  /** Says beside the label that it may be left empty. */
  optionalText?: string;
  className?: string;
  children: ReactNode;
}

/** The value of `aria-describedby` for a control inside a `Field`. */
export function fieldDescription(id: string): string {
  return `${id}-problem ${id}-hint`;
}

/** A control with its label above and, below, what is wrong with it or else a hint. */
export function Field({ id, label, hint, problem, optionalText, className, children }: FieldProps) {
  return (
    <div className={classNames("flex flex-col gap-1.5", className)}>
      <label htmlFor={id} className="font-medium text-ink text-sm">
        {label}
        {optionalText ? <span className="ml-1.5 font-normal text-faint text-xs">{optionalText}</span> : null}
      </label>
      {children}
      {problem ? (
        <p id={`${id}-problem`} className="flex items-start gap-1.5 text-danger text-xs">
          <CircleAlert aria-hidden="true" className="mt-px size-3.5 shrink-0" />
          {problem}
        </p>
      ) : null}
      {hint && !problem ? (
        <p id={`${id}-hint`} className="text-faint text-xs">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
