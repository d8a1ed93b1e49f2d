"use client";

import { Field, fieldDescription, Input, Select, Textarea } from "@/components/ui";
import { issuerTexts } from "./issuer-texts";

export interface IssuerKeys {
  choice: "discovery" | "address" | "pasted";
  address: string;
  pasted: string;
}

const options = (["discovery", "address", "pasted"] as const).map((value) => ({
  value,
  label: issuerTexts.keyChoices[value],
}));

interface IssuerKeysFieldProps {
  value: IssuerKeys;
  onChange: (value: IssuerKeys) => void;
  addressProblem?: string;
  pastedProblem?: string;
}

/** Where an issuer's keys come from. */
export function IssuerKeysField({ value, onChange, addressProblem, pastedProblem }: IssuerKeysFieldProps) {
  const set = (change: Partial<IssuerKeys>) => onChange({ ...value, ...change });
  return (
    <>
      <Field id="issuer-keys" label={issuerTexts.keys}>
        <Select
          id="issuer-keys"
          label={issuerTexts.keys}
          value={value.choice}
          options={options}
          onChange={(choice) => set({ choice })}
        />
      </Field>
      {value.choice === "address" ? (
        <Field id="issuer-address" label={issuerTexts.jwksUri} hint={issuerTexts.jwksUriHint} problem={addressProblem}>
          <Input
            id="issuer-address"
            value={value.address}
            required
            maxLength={500}
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            aria-invalid={addressProblem ? true : undefined}
            aria-describedby={fieldDescription("issuer-address")}
            onChange={(event) => set({ address: event.target.value })}
          />
        </Field>
      ) : null}
      {value.choice === "pasted" ? (
        <Field id="issuer-jwks" label={issuerTexts.jwks} hint={issuerTexts.jwksHint} problem={pastedProblem}>
          <Textarea
            id="issuer-jwks"
            rows={6}
            value={value.pasted}
            required
            spellCheck={false}
            aria-invalid={pastedProblem ? true : undefined}
            aria-describedby={fieldDescription("issuer-jwks")}
            onChange={(event) => set({ pasted: event.target.value })}
            className="max-h-64 overflow-y-auto font-mono text-xs"
          />
        </Field>
      ) : null}
    </>
  );
}
