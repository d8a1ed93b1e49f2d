"use client";

import { useState } from "react";
import type { ChannelDetail, ChannelSpecView, RouterOutputs } from "@/server/api";
import {
  type Holder,
  keyOfHolder,
  type Role,
  type RoleChange,
  type RoleEdits,
  type RoleEntry,
  type RoleRow,
  roleRows,
} from "../roles/role-rows";
import { changedFields, isSame, rebase, type SpecField } from "./rebase";

type ChannelAuth = RouterOutputs["channelAuth"]["list"];

interface Edits {
  /** As the form was when it was first touched, and as it is now. */
  form?: { base: ChannelSpecView; generation: number; edited: ChannelSpecView };
  /** The roles as they were when the first of them was changed, and the changes. */
  roles?: { base: ChannelAuth; edits: RoleEdits };
}

/** What an admin or owner has changed of a channel and not saved yet. */
export interface ChannelDraft {
  /** Undefined when the channel has no resource. */
  form: ChannelSpecView | undefined;
  fields: SpecField[];
  rows: RoleRow[];
  roleChanges: RoleChange[];
  /** What the edits were made from; a save that finds something newer is refused. */
  generation: number | undefined;
  atRevision: string;
  isDirty: boolean;
  /** Somebody else changed the same meanwhile. */
  isOutdated: boolean;
  setForm: (form: ChannelSpecView) => void;
  setNamed: (group: string, isNamed: boolean) => void;
  setRole: (holder: Holder, role: Role | null) => void;
  /** Puts the edits onto what is stored by now. */
  rebase: () => void;
  discard: () => void;
}

const none: Edits = {};

/** One draft of the resource's form and of the roles, because they are looked at together and saved in one act. */
export function useChannelDraft(detail: ChannelDetail | undefined, auth: ChannelAuth): ChannelDraft {
  const [edits, setEdits] = useState(none);
  const fields = edits.form ? changedFields(edits.form.base, edits.form.edited) : [];
  const touched = fields.length > 0 ? edits.form : undefined;
  const form = touched?.edited ?? detail?.spec;
  const storedGroups = (touched?.base ?? detail?.spec)?.authorizedGroups ?? [];
  const groups = { stored: storedGroups, edited: form?.authorizedGroups ?? [] };
  const rows = roleRows(auth.entries, edits.roles?.edits ?? new Map(), groups);
  const roleChanges = rows
    .filter(({ role, storedRole }) => role !== storedRole)
    .map(({ holder, role }) => ({ holder, role }));
  const rolesBase = roleChanges.length > 0 ? (edits.roles?.base ?? auth) : auth;
  // The revision rises with whatever changes in the space; only other roles here make the edits old.
  const areRolesOutdated = !isSame(given(rolesBase.entries), given(auth.entries));

  function setForm(edited: ChannelSpecView) {
    if (!detail) return;
    const { base, generation } = touched ?? { base: detail.spec, generation: detail.generation };
    setEdits((current) => ({ ...current, form: { base, generation, edited } }));
  }

  function setRole(holder: Holder, role: Role | null) {
    setEdits((current) => {
      const changed = new Map(current.roles?.edits).set(keyOfHolder(holder), { holder, role });
      return { ...current, roles: { base: rolesBase, edits: changed } };
    });
  }

  function setNamed(group: string, isNamed: boolean) {
    if (!form) return;
    const others = form.authorizedGroups.filter((name) => name !== group);
    const named = new Set(isNamed ? [...others, group] : others);
    // Those that were there keep their order, so that taking one out and putting it back changes nothing.
    const kept = storedGroups.filter((name) => named.has(name));
    setForm({ ...form, authorizedGroups: [...new Set([...kept, ...named])] });
  }

  function putOntoStored() {
    const edited = touched && detail && rebase(touched.base, touched.edited, detail.spec);
    setEdits({
      ...(edited && { form: { base: detail.spec, generation: detail.generation, edited } }),
      ...(edits.roles && { roles: { base: auth, edits: edits.roles.edits } }),
    });
  }

  return {
    ...{ form, fields, rows, roleChanges, setForm, setNamed, setRole },
    generation: touched?.generation,
    atRevision: areRolesOutdated ? rolesBase.revision : auth.revision,
    isDirty: fields.length > 0 || roleChanges.length > 0,
    isOutdated: areRolesOutdated || (touched !== undefined && touched.generation !== detail?.generation),
    rebase: putOntoStored,
    discard: () => setEdits(none),
  };
}

/** Who was given which role, without what a group's members do to it. */
function given(entries: readonly RoleEntry[]) {
  return entries.map(({ holder, role, origin }) => [keyOfHolder(holder), role, origin]);
}
