"use client";

import { Field, fieldDescription, Input, Select } from "@/components/ui";
import type { Expiry } from "./expiry";
import { keyTexts } from "./key-texts";

type Choice = Expiry["choice"];

const options = (["never", "30", "90", "365", "date"] as const).map((value) => ({
  value,
  label: keyTexts.expiries[value],
}));

interface ExpiryFieldProps {
  id: string;
  value: Expiry;
  onChange: (value: Expiry) => void;
  problem?: string;
}

/** When a key ends by itself: after a time, on a day, or never. */
export function ExpiryField({ id, value, onChange, problem }: ExpiryFieldProps) {
  const isDate = value.choice === "date";
  const dateId = `${id}-date`;
  return (
    <div className="grid gap-x-3 gap-y-5 sm:grid-cols-2">
      <Field id={id} label={keyTexts.expires} problem={isDate ? undefined : problem}>
        <Select<Choice>
          id={id}
          label={keyTexts.expires}
          value={value.choice}
          options={options}
          onChange={(choice) => onChange({ ...value, choice })}
        />
      </Field>
      {isDate ? (
        <Field id={dateId} label={keyTexts.date} problem={problem}>
          <Input
            id={dateId}
            type="date"
            required
            value={value.day}
            aria-invalid={problem ? true : undefined}
            aria-describedby={fieldDescription(dateId)}
            onChange={(event) => onChange({ ...value, day: event.target.value })}
          />
        </Field>
      ) : null}
    </div>
  );
}
