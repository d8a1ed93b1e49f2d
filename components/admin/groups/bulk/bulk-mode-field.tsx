"use client";

import { classNames } from "@/components/ui";
import { bulkTexts } from "./texts";
import type { BulkMode } from "./use-bulk-change";

const modes = ["add", "remove"] as const;

/** Whether a list is added or removed. */
export function BulkModeField({ value, onChange }: { value: BulkMode; onChange: (mode: BulkMode) => void }) {
  return (
    <fieldset className="flex gap-1 self-start rounded-md bg-hover p-1">
      <legend className="sr-only">{bulkTexts.mode}</legend>
      {modes.map((mode) => (
        <label
          key={mode}
          className={classNames(
            "cursor-pointer select-none rounded-sm px-3 py-1 font-medium text-xs has-focus-visible:outline-2 has-focus-visible:outline-accent",
            mode === value ? "bg-raised text-ink shadow-sm" : "text-muted hover:text-ink",
          )}
        >
          <input
            type="radio"
            name="bulk-mode"
            checked={mode === value}
            onChange={() => onChange(mode)}
            className="sr-only"
          />
          {bulkTexts.modes[mode]}
        </label>
      ))}
    </fieldset>
  );
}
