"use client";

import { Button, ConfirmDialog, Dialog, DialogBody, DialogFooter } from "@/components/ui";
import { useLast } from "../frame/use-last";
import { EffectPreview } from "../preview/effect-preview";
import { PasswordNote } from "./password-note";
import type { Person } from "./people-columns";
import type { PersonAct } from "./person-menu";
import { peopleTexts } from "./texts";

export interface AskedAct {
  person: Person;
  act: PersonAct;
}

interface ActDialogProps {
  spaceId: string;
  /** Null while nothing is asked. */
  asked: AskedAct | null;
  isOwn: boolean;
  isBusy: boolean;
  problem: string | undefined;
  onConfirm: (asked: AskedAct) => void;
  onClose: () => void;
}

/** Asks before something is done to somebody: it names what they lose, and says so when it is one's own account. */
export function ActDialog({ spaceId, asked, isOwn, isBusy, problem, onConfirm, onClose }: ActDialogProps) {
  const shown = useLast(asked);
  const words = shown && wordsOf(shown);
  const principal = asked?.person.principal;
  const losesPlaces = asked?.act.kind === "disable" || asked?.act.kind === "remove";
  return (
    <ConfirmDialog
      isOpen={asked !== null}
      onOpenChange={(isOpen) => isOpen || onClose()}
      title={words?.title}
      description={words?.text}
      confirmLabel={words?.confirm ?? ""}
      tone={words?.tone}
      isBusy={isBusy}
      problem={problem}
      onConfirm={() => asked && onConfirm(asked)}
    >
      {isOwn && words?.own ? (
        <p className="rounded-md bg-warning-soft px-3 py-2 font-medium text-warning">{words.own}</p>
      ) : null}
      {losesPlaces && principal ? <EffectPreview spaceId={spaceId} change={{ kind: "disable", principal }} /> : null}
    </ConfirmDialog>
  );
}

interface Words {
  title: string;
  text: string;
  confirm: string;
  own?: string;
  tone: "danger" | "primary";
}

function wordsOf({ person, act }: AskedAct): Words | undefined {
  const { name, groups, platformRole } = person;
  switch (act.kind) {
    case "role":
      return {
        title: peopleTexts.roleTitle(name, peopleTexts.articled[act.platformRole]),
        text: peopleTexts.roleTexts[act.platformRole],
        confirm: peopleTexts.changeRole,
        own: peopleTexts.ownRole,
        // Less than before is what somebody loses.
        tone: platformRole === "admin" || act.platformRole === "observer" ? "danger" : "primary",
      };
    case "reset":
      return {
        title: peopleTexts.resetTitle(name),
        text: peopleTexts.resetText,
        confirm: peopleTexts.reset,
        tone: "danger",
      };
    case "disable":
      return {
        title: peopleTexts.disableTitle(name),
        text: peopleTexts.disableText,
        confirm: peopleTexts.disable,
        own: peopleTexts.disableOwn,
        tone: "danger",
      };
    case "remove":
      return {
        title: peopleTexts.removeTitle(name),
        text: peopleTexts.removeText(groups),
        confirm: peopleTexts.remove,
        own: peopleTexts.removeOwn,
        tone: "danger",
      };
    default:
      return undefined;
  }
}

interface PasswordDialogProps {
  made: { name: string; email: string; password: string } | null;
  onClose: () => void;
}

/** A new password, the one time it can be read. */
export function PasswordDialog({ made, onClose }: PasswordDialogProps) {
  return (
    <Dialog
      isOpen={made !== null}
      onOpenChange={(isOpen) => isOpen || onClose()}
      title={peopleTexts.passwordTitle(made?.name ?? "")}
      description={peopleTexts.passwordText}
      size="sm"
    >
      <DialogBody className="flex flex-col gap-4 pb-5">
        {made ? <PasswordNote email={made.email} password={made.password} /> : null}
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onClick={onClose}>
          {peopleTexts.done}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
