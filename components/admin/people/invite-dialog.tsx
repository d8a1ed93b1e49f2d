"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useApi } from "@/components/api";
import { ProblemNote, problemsOf } from "@/components/shell";
import { Button, Dialog, DialogBody, DialogFooter, Field, fieldDescription, Input, showToast } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { PasswordNote } from "./password-note";
import type { Person } from "./people-columns";
import { RoleField } from "./role-field";
import { peopleTexts } from "./texts";
import { useRefreshPeople } from "./use-refresh-people";

interface InviteDialogProps {
  spaceId: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Lets somebody in; for a new account it shows the password, the one time it can be read. */
export function InviteDialog({ spaceId, isOpen, onOpenChange }: InviteDialogProps) {
  const [made, setMade] = useState<{ name: string; email: string; password: string } | null>(null);
  const change = (open: boolean) => {
    if (!open) setMade(null);
    onOpenChange(open);
  };
  function take({ person, password }: RouterOutputs["people"]["invite"]) {
    const { name, email } = person;
    if (password !== null) return setMade({ name, email, password });
    showToast({ tone: "success", title: peopleTexts.letIn(name), description: peopleTexts.letInText });
    change(false);
  }
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={change}
      title={made ? peopleTexts.invited(made.name) : peopleTexts.invite}
      description={made ? peopleTexts.passwordText : peopleTexts.inviteText}
      size="sm"
    >
      {made ? (
        <>
          <DialogBody className="flex flex-col gap-4 pb-5">
            <PasswordNote email={made.email} password={made.password} />
          </DialogBody>
          <DialogFooter>
            <Button variant="primary" onClick={() => change(false)}>
              {peopleTexts.done}
            </Button>
          </DialogFooter>
        </>
      ) : (
        <InviteForm spaceId={spaceId} onMade={take} onClose={() => change(false)} />
      )}
    </Dialog>
  );
}

interface InviteFormProps {
  spaceId: string;
  onMade: (made: RouterOutputs["people"]["invite"]) => void;
  onClose: () => void;
}

const fieldNames = ["email", "name", "platformRole"] as const;

function InviteForm({ spaceId, onMade, onClose }: InviteFormProps) {
  const refresh = useRefreshPeople();
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [platformRole, setRole] = useState<Person["platformRole"]>("operator");
  const invitation = useMutation(
    useApi().people.invite.mutationOptions({
      onSuccess: (made) => {
        refresh();
        onMade(made);
      },
      // The password is not kept longer than it is shown.
      gcTime: 0,
    }),
  );
  const problems = problemsOf(invitation.error, fieldNames);

  function submit(event: FormEvent) {
    event.preventDefault();
    invitation.mutate({ spaceId, email: email.trim(), name: name.trim(), platformRole });
  }

  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 grow flex-col">
      <DialogBody className="flex flex-col gap-5 pb-6">
        <ProblemNote>{problems.general}</ProblemNote>
        <Field id="person-email" label={peopleTexts.email} problem={problems.fields.email}>
          <Input
            id="person-email"
            type="email"
            inputMode="email"
            value={email}
            required
            maxLength={254}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            aria-invalid={problems.fields.email ? true : undefined}
            aria-describedby={fieldDescription("person-email")}
            onChange={(event) => setEmail(event.target.value)}
          />
        </Field>
        <Field id="person-name" label={peopleTexts.name} hint={peopleTexts.nameHint} problem={problems.fields.name}>
          <Input
            id="person-name"
            value={name}
            required
            maxLength={120}
            autoComplete="off"
            aria-invalid={problems.fields.name ? true : undefined}
            aria-describedby={fieldDescription("person-name")}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <RoleField id="person-role" value={platformRole} onChange={setRole} problem={problems.fields.platformRole} />
      </DialogBody>
      <DialogFooter>
        <Button variant="ghost" onClick={onClose}>
          {peopleTexts.cancel}
        </Button>
        <Button variant="primary" type="submit" isBusy={invitation.isPending}>
          {peopleTexts.invite}
        </Button>
      </DialogFooter>
    </form>
  );
}
