"use client";

import { useState } from "react";
import { Field, fieldDescription, Input, Select } from "@/components/ui";
import { resourceTexts } from "./texts";

const presets = Object.entries(resourceTexts.retentions).map(([value, label]) => ({ value, label }));
const custom = "custom";

interface RetentionFieldProps {
  id: string;
  value: string;
  onChange: (policy: string) => void;
  problem?: string;
  isDisabled?: boolean;
}

/** How long messages live: a usual length, or one's own as the resource spells it. */
export function RetentionField({ id, value, onChange, problem, isDisabled }: RetentionFieldProps) {
  const [isCustom, setCustom] = useState(!presets.some((preset) => preset.value === value));
  return (
    <Field
      id={id}
      label={resourceTexts.retention}
      problem={problem}
      hint={isCustom ? resourceTexts.customRetentionHint : undefined}
    >
      <div className="flex gap-2">
        <Select
          id={id}
          value={isCustom ? custom : value}
          isDisabled={isDisabled}
          options={[...presets, { value: custom, label: resourceTexts.customRetention }]}
          onChange={(next) => {
            setCustom(next === custom);
            if (next !== custom) onChange(next);
          }}
          className="w-40"
        />
        {isCustom ? (
          <Input
            aria-label={resourceTexts.customRetention}
            aria-describedby={fieldDescription(id)}
            aria-invalid={problem ? true : undefined}
            value={value}
            disabled={isDisabled}
            onChange={(event) => onChange(event.target.value)}
            className="w-28 font-mono"
          />
        ) : null}
      </div>
    </Field>
  );
}
