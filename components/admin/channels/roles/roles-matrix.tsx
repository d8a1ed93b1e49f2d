"use client";

import { Undo2, X } from "lucide-react";
import type { ReactNode } from "react";
import { Badge, Checkbox, type Column, DataTable, IconButton } from "@/components/ui";
import { roleTexts } from "../texts";
import { HolderName } from "./holder-name";
import { type Holder, isLeaving, isRowChanged, nameOfHolder, type Role, type RoleRow, roles } from "./role-rows";

interface RolesMatrixProps {
  rows: readonly RoleRow[];
  /** Without one, no group can be named in it. */
  hasResource: boolean;
  onRole: (holder: Holder, role: Role | null) => void;
  onNamed: (group: string, isNamed: boolean) => void;
  /** Shown in place of rows when there are none. */
  empty: ReactNode;
}

/** Groups and principals against what they may be here: at most one role each and, for groups, a place in the resource beside it. */
export function RolesMatrix(props: RolesMatrixProps) {
  const { rows, hasResource, onRole, onNamed, empty } = props;
  const columns: Column<RoleRow>[] = [
    {
      id: "holder",
      header: roleTexts.columns.holder,
      width: "minmax(14rem,1fr)",
      cell: (row) => <RowName row={row} />,
    },
    ...roles.map((role) => ({
      id: role,
      header: roleTexts.columns[role],
      width: "7rem",
      cell: ({ holder, role: held }: RoleRow) => (
        <Checkbox
          label={roleTexts.cell(nameOfHolder(holder), roleTexts.columns[role])}
          isChecked={held === role}
          onChange={(isChecked) => onRole(holder, isChecked ? role : null)}
          className="size-5 align-middle"
        />
      ),
    })),
    {
      id: "resource",
      header: roleTexts.columns.resource,
      width: "8rem",
      cell: ({ holder, isNamed }) =>
        "group" in holder ? (
          <Checkbox
            label={roleTexts.cell(holder.group, roleTexts.columns.resource)}
            isChecked={isNamed}
            isDisabled={!hasResource}
            onChange={(isChecked) => onNamed(holder.group, isChecked)}
            className="size-5 align-middle"
          />
        ) : null,
    },
  ];

  function set({ holder }: RoleRow, role: Role | null, isNamed: boolean) {
    onRole(holder, role);
    if ("group" in holder) onNamed(holder.group, isNamed);
  }

  return (
    <DataTable
      label={roleTexts.table}
      columns={columns}
      rows={rows}
      keyOf={({ key }) => key}
      nameOf={({ holder }) => nameOfHolder(holder)}
      rowAction={(row) =>
        isRowChanged(row) ? (
          <IconButton
            label={roleTexts.restore(nameOfHolder(row.holder))}
            tooltipSide="left"
            onClick={() => set(row, row.storedRole, row.wasNamed)}
          >
            <Undo2 className="size-4" />
          </IconButton>
        ) : (
          <IconButton
            label={roleTexts.remove(nameOfHolder(row.holder))}
            tooltipSide="left"
            onClick={() => set(row, null, false)}
          >
            <X className="size-4" />
          </IconButton>
        )
      }
      empty={empty}
    />
  );
}

function RowName({ row }: { row: RoleRow }) {
  const { holder, members, wasNamed, storedRole } = row;
  const isMissing = "group" in holder && members === undefined && wasNamed;
  const state = !isRowChanged(row)
    ? undefined
    : isLeaving(row)
      ? roleTexts.leaving
      : storedRole === null && !wasNamed
        ? roleTexts.joining
        : roleTexts.changed;
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-2">
      <HolderName holder={holder} detail={members === undefined ? undefined : roleTexts.members(members)} />
      {isMissing ? <Badge tone="warning">{roleTexts.missing}</Badge> : null}
      {state ? <Badge tone={state === roleTexts.leaving ? "danger" : "accent"}>{state}</Badge> : null}
    </span>
  );
}
