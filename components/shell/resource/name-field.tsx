"use client";

import { Field, fieldDescription, Input } from "@/components/ui";

interface NameFieldProps {
  id: string;
  label: string;
  hint: string;
  problem?: string;
  maxLength: number;
  value: string;
  onChange: (name: string) => void;
  /** What becomes a dash while typing. */
  separators: RegExp;
}

/** The name of a new resource: lower case, with dashes for what cannot stand in one. */
export function NameField({ id, label, hint, problem, maxLength, value, onChange, separators }: NameFieldProps) {
  return (
    <Field id={id} label={label} hint={hint} problem={problem}>
      <Input
        id={id}
        value={value}
        required
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={maxLength}
        aria-invalid={problem ? true : undefined}
        aria-describedby={fieldDescription(id)}
        onChange={(event) => onChange(event.target.value.toLowerCase().replaceAll(separators, "-"))}
        className="font-mono"
      />
    </Field>
  );
}
