"use client";

import { Switch as Base } from "@base-ui/react/switch";
import { classNames } from "./class-names";

interface SwitchProps {
  id?: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  isDisabled?: boolean;
  /** The accessible name, where no label element points at `id`. */
  label?: string;
  className?: string;
}

/** On or off, at once. */
export function Switch({ id, isOn, onChange, isDisabled, label, className }: SwitchProps) {
  return (
    <Base.Root
      id={id}
      checked={isOn}
      onCheckedChange={(checked) => onChange(checked)}
      disabled={isDisabled}
      aria-label={label}
      className={classNames(
        "inline-flex h-5 w-9 shrink-0 items-center rounded-full bg-edge p-0.5 transition-colors duration-150 data-checked:bg-accent data-disabled:opacity-50",
        className,
      )}
    >
      <Base.Thumb className="size-4 rounded-full bg-white shadow-sm transition-transform duration-150 data-checked:translate-x-4 dark:data-checked:bg-on-accent" />
    </Base.Root>
  );
}
