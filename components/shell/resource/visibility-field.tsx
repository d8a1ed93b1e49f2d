"use client";

import { Hash, Lock } from "lucide-react";
import { classNames } from "@/components/ui";
import { resourceTexts } from "./texts";

type Visibility = "public" | "private";

const icons = { private: Lock, public: Hash } as const;

interface VisibilityFieldProps {
  value: Visibility;
  onChange: (visibility: Visibility) => void;
  isDisabled?: boolean;
}

/** Two cards with what each choice means; native radio buttons underneath. */
export function VisibilityField({ value, onChange, isDisabled }: VisibilityFieldProps) {
  return (
    <fieldset disabled={isDisabled} className="disabled:opacity-60">
      <legend className="mb-1.5 font-medium">{resourceTexts.visibility}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {(["private", "public"] as const).map((visibility) => {
          const Icon = icons[visibility];
          const { label, hint } = resourceTexts.visibilities[visibility];
          return (
            <label
              key={visibility}
              className={classNames(
                "flex gap-3 rounded-md border border-edge/60 bg-raised p-3 transition-colors has-focus-visible:outline-2 has-focus-visible:outline-accent",
                value === visibility ? "border-accent bg-accent-soft" : "hover:border-edge",
              )}
            >
              <input
                type="radio"
                name="visibility"
                className="sr-only"
                checked={value === visibility}
                onChange={() => onChange(visibility)}
              />
              <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" />
              <span>
                <span className="block font-medium">{label}</span>
                <span className="block text-muted text-xs">{hint}</span>
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
