"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useApi } from "@/components/api";
import { ProblemNote, problemsOf } from "@/components/shell";
import { Button, Dialog, DialogBody, DialogFooter, Field, fieldDescription, Input, showToast } from "@/components/ui";
import type { RouterInputs, RouterOutputs } from "@/server/api";
import { useLast } from "../frame/use-last";
import { type IssuerKeys, IssuerKeysField } from "./issuer-keys-field";
import { issuerTexts } from "./issuer-texts";

type Issuer = RouterOutputs["issuers"]["list"][number];

interface IssuerDialogProps {
  spaceId: string;
  /** The issuer to change, or `new`; null while nothing is asked. */
  edited: Issuer | "new" | null;
  onClose: () => void;
}

/** Trusts a token issuer, or changes how its tokens are checked. */
export function IssuerDialog({ spaceId, edited, onClose }: IssuerDialogProps) {
  const shown = useLast(edited);
  const known = shown === null || shown === "new" ? undefined : shown;
  return (
    <Dialog
      isOpen={edited !== null}
      onOpenChange={onClose}
      title={known ? issuerTexts.editTitle : issuerTexts.addTitle}
      size="md"
    >
      <IssuerForm key={known?.issuer} spaceId={spaceId} known={known} onClose={onClose} />
    </Dialog>
  );
}

const fieldNames = ["issuer", "audience", "jwksUri", "jwks"] as const;
const choices = { discovery: "discovery", "jwks-uri": "address", pasted: "pasted" } as const;

function IssuerForm({ spaceId, known, onClose }: { spaceId: string; known: Issuer | undefined; onClose: () => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const [issuer, setIssuer] = useState(known?.issuer ?? "");
  const [audience, setAudience] = useState(known?.audience ?? "");
  const [keys, setKeys] = useState<IssuerKeys>({
    choice: choices[known?.keys ?? "discovery"],
    address: known?.jwksUri ?? "",
    pasted: "",
  });
  const [isBroken, setBroken] = useState(false);
  const saving = useMutation(
    api.issuers.put.mutationOptions({
      onSuccess: () => {
        showToast({ tone: "success", title: issuerTexts.saved });
        onClose();
        void queries.invalidateQueries({ queryKey: api.issuers.pathKey() });
      },
    }),
  );
  const problems = problemsOf(saving.error, fieldNames);

  function submit(event: FormEvent) {
    event.preventDefault();
    const jwks = keys.choice === "pasted" ? parsed(keys.pasted) : null;
    setBroken(jwks === undefined);
    if (jwks === undefined) return;
    const jwksUri = keys.choice === "address" ? keys.address.trim() : null;
    saving.mutate({ spaceId, issuer: issuer.trim(), audience: audience.trim(), jwksUri, jwks });
  }

  return (
    <form onSubmit={submit} className="flex min-h-0 grow flex-col">
      <DialogBody className="flex flex-col gap-5 pb-6">
        <ProblemNote>{problems.general}</ProblemNote>
        <Field id="issuer" label={issuerTexts.issuer} hint={issuerTexts.issuerHint} problem={problems.fields.issuer}>
          <Input
            id="issuer"
            value={issuer}
            required
            readOnly={known !== undefined}
            maxLength={500}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={problems.fields.issuer ? true : undefined}
            aria-describedby={fieldDescription("issuer")}
            onChange={(event) => setIssuer(event.target.value)}
            className="read-only:bg-surface read-only:text-muted"
          />
        </Field>
        <Field
          id="issuer-audience"
          label={issuerTexts.audience}
          hint={issuerTexts.audienceHint}
          problem={problems.fields.audience}
        >
          <Input
            id="issuer-audience"
            value={audience}
            required
            maxLength={500}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={problems.fields.audience ? true : undefined}
            aria-describedby={fieldDescription("issuer-audience")}
            onChange={(event) => setAudience(event.target.value)}
          />
        </Field>
        <IssuerKeysField
          value={keys}
          onChange={setKeys}
          addressProblem={problems.fields.jwksUri}
          pastedProblem={isBroken ? issuerTexts.jwksBroken : problems.fields.jwks}
        />
      </DialogBody>
      <DialogFooter>
        <Button variant="ghost" onClick={onClose}>
          {issuerTexts.cancel}
        </Button>
        <Button variant="primary" type="submit" isBusy={saving.isPending}>
          {issuerTexts.save}
        </Button>
      </DialogFooter>
    </form>
  );
}

/** Undefined for what is no JSON; whether it is a JWKS, the server says. */
function parsed(text: string): RouterInputs["issuers"]["put"]["jwks"] | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
