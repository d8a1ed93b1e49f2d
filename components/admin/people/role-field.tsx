"use client";

import { Field, Select } from "@/components/ui";
import type { Person } from "./people-columns";
import { peopleTexts } from "./texts";

type PlatformRole = Person["platformRole"];

export const platformRoles: readonly PlatformRole[] = ["operator", "observer", "admin"];
const options = platformRoles.map((value) => ({ value, label: peopleTexts.roles[value] }));

interface RoleFieldProps {
  id: string;
  value: PlatformRole;
  onChange: (role: PlatformRole) => void;
  problem?: string;
}

/** A platform role, with what it lets people do. */
export function RoleField({ id, value, onChange, problem }: RoleFieldProps) {
  return (
    <Field id={id} label={peopleTexts.role} hint={peopleTexts.roleTexts[value]} problem={problem}>
      <Select id={id} value={value} options={options} onChange={onChange} />
    </Field>
  );
}
