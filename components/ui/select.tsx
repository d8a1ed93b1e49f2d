"use client";

import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import { classNames } from "./class-names";
import { controlClass } from "./input";

interface SelectProps<Value extends string> {
  id?: string;
  label?: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
  isDisabled?: boolean;
  /** Its list is open when it appears. */
  isOpenAtFirst?: boolean;
  className?: string;
}

/** One of a closed set of values. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { id, label, value, options, onChange, isDisabled, isOpenAtFirst, className } = props;
  return (
    <Base.Root
      items={options}
      value={value}
      disabled={isDisabled}
      defaultOpen={isOpenAtFirst}
      onValueChange={(next) => next !== null && onChange(next as Value)}
    >
      <Base.Trigger
        id={id}
        aria-label={label}
        className={classNames(controlClass, "flex h-9 items-center justify-between gap-2 text-left", className)}
      >
        <Base.Value />
        <Base.Icon className="text-faint">
          <ChevronsUpDown className="size-4" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner alignItemWithTrigger={false} sideOffset={4} className="z-60 outline-none">
          <Base.Popup className="max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto rounded-lg border border-line bg-raised p-1 text-ink shadow-float outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
            {options.map((option) => (
              <Base.Item
                key={option.value}
                value={option.value}
                className="flex h-8 cursor-default select-none items-center gap-2 rounded-md px-2 text-sm outline-none data-highlighted:bg-hover"
              >
                <Base.ItemText className="grow">{option.label}</Base.ItemText>
                <Base.ItemIndicator>
                  <Check className="size-4 text-muted" />
                </Base.ItemIndicator>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
