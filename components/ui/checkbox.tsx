"use client";

import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";
import { classNames } from "./class-names";

interface CheckboxProps {
  id?: string;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
  isDisabled?: boolean;
  /** Some of what it stands for is chosen. */
  isPartly?: boolean;
  label?: string;
  className?: string;
}

/** Chosen or not, taken over when its form is. */
export function Checkbox({ id, isChecked, onChange, isDisabled, isPartly = false, label, className }: CheckboxProps) {
  return (
    <Base.Root
      id={id}
      checked={isChecked}
      indeterminate={isPartly}
      onCheckedChange={(checked) => onChange(checked)}
      disabled={isDisabled}
      aria-label={label}
      className={classNames(
        "inline-flex size-4 shrink-0 items-center justify-center rounded-sm border border-edge bg-raised data-checked:border-accent data-checked:bg-accent data-indeterminate:border-accent data-indeterminate:bg-accent data-disabled:opacity-50",
        className,
      )}
    >
      <Base.Indicator>
        {isPartly ? (
          <Minus className="size-3 text-on-accent" strokeWidth={3} />
        ) : (
          <Check className="size-3 text-on-accent" strokeWidth={3} />
        )}
      </Base.Indicator>
    </Base.Root>
  );
}
