"use client";

import { Ellipsis, KeyRound, LogIn, ShieldBan, ShieldCheck, UserMinus } from "lucide-react";
import { IconButton, Menu, MenuChoice, MenuItem, MenuSeparator } from "@/components/ui";
import type { Person } from "./people-columns";
import { platformRoles } from "./role-field";
import { peopleTexts } from "./texts";

export type PersonAct =
  | { kind: "role"; platformRole: Person["platformRole"] }
  | { kind: "reset" | "disable" | "enable" | "remove" | "restore" };

interface PersonMenuProps {
  person: Person;
  isOwn: boolean;
  onChoose: (act: PersonAct) => void;
}

const roles = platformRoles.map((value) => ({ value, label: peopleTexts.roles[value] }));

/** What can be done with somebody; each act asks before it is done. */
export function PersonMenu({ person, isOwn, onChoose }: PersonMenuProps) {
  const { name, platformRole, isDisabled, isRemoved, principal } = person;
  const isHere = principal !== null && !isRemoved;
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={peopleTexts.actionsOf(name)} tooltipSide="left">
          <Ellipsis className="size-4" />
        </IconButton>
      }
    >
      <MenuChoice
        label={peopleTexts.role}
        value={platformRole}
        options={roles}
        onChange={(next) => next !== platformRole && onChoose({ kind: "role", platformRole: next })}
      />
      <MenuSeparator />
      {isOwn ? null : (
        <MenuItem onClick={() => onChoose({ kind: "reset" })}>
          <KeyRound />
          {peopleTexts.reset}
        </MenuItem>
      )}
      {isHere ? null : (
        <MenuItem disabled={isDisabled} onClick={() => onChoose({ kind: "restore" })}>
          <LogIn />
          {peopleTexts.restore}
        </MenuItem>
      )}
      {isDisabled ? (
        <MenuItem onClick={() => onChoose({ kind: "enable" })}>
          <ShieldCheck />
          {peopleTexts.enable}
        </MenuItem>
      ) : null}
      <MenuSeparator />
      {isHere ? (
        <MenuItem tone="danger" onClick={() => onChoose({ kind: "remove" })}>
          <UserMinus />
          {peopleTexts.remove}
        </MenuItem>
      ) : null}
      {isDisabled ? null : (
        <MenuItem tone="danger" onClick={() => onChoose({ kind: "disable" })}>
          <ShieldBan />
          {peopleTexts.disable}
        </MenuItem>
      )}
    </Menu>
  );
}
