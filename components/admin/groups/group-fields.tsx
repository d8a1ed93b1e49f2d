"use client";

import { Field, fieldDescription, Input, Textarea } from "@/components/ui";
import { groupTexts } from "./texts";

export interface GroupForm {
  name: string;
  description: string;
}

export const groupFieldNames = ["name", "description"] as const;

interface GroupFieldsProps {
  value: GroupForm;
  onChange: (value: GroupForm) => void;
  problems: Record<string, string>;
  nameHint: string;
}

/** A group's name and description. */
export function GroupFields({ value, onChange, problems, nameHint }: GroupFieldsProps) {
  return (
    <>
      <Field id="group-name" label={groupTexts.name} hint={nameHint} problem={problems.name}>
        <Input
          id="group-name"
          value={value.name}
          required
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={253}
          aria-invalid={problems.name ? true : undefined}
          aria-describedby={fieldDescription("group-name")}
          onChange={(event) => onChange({ ...value, name: event.target.value })}
        />
      </Field>
      <Field
        id="group-description"
        label={groupTexts.description}
        optionalText={groupTexts.optional}
        hint={groupTexts.descriptionHint}
        problem={problems.description}
      >
        <Textarea
          id="group-description"
          value={value.description}
          maxLength={2_000}
          aria-invalid={problems.description ? true : undefined}
          aria-describedby={fieldDescription("group-description")}
          onChange={(event) => onChange({ ...value, description: event.target.value })}
          className="max-h-40"
        />
      </Field>
    </>
  );
}
