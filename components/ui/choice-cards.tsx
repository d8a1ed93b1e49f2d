"use client";

import type { LucideIcon } from "lucide-react";
import { useId } from "react";
import { classNames } from "./class-names";

interface ChoiceCardsProps<Value extends string> {
  /** What is chosen. */
  legend: string;
  value: Value;
  options: readonly { value: Value; label: string; hint: string; icon: LucideIcon }[];
  onChange: (value: Value) => void;
  isDisabled?: boolean;
}

/** One of a few, each a card that says what choosing it means; native radio buttons underneath. */
export function ChoiceCards<Value extends string>(props: ChoiceCardsProps<Value>) {
  const { legend, value: chosen, options, onChange, isDisabled } = props;
  const name = useId();
  return (
    <fieldset disabled={isDisabled} className="disabled:opacity-60">
      <legend className="mb-1.5 font-medium">{legend}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {options.map(({ value, label, hint, icon: Icon }) => (
          <label
            key={value}
            className={classNames(
              "flex gap-3 rounded-md border border-edge/60 bg-raised p-3 transition-colors has-focus-visible:outline-2 has-focus-visible:outline-accent",
              value === chosen ? "border-accent bg-accent-soft" : "hover:border-edge",
            )}
          >
            <input
              type="radio"
              name={name}
              className="sr-only"
              checked={value === chosen}
              onChange={() => onChange(value)}
            />
            <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" />
            <span>
              <span className="block font-medium">{label}</span>
              <span className="block text-muted text-xs">{hint}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
