"use client";

import { Combobox } from "@base-ui/react/combobox";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "@/components/api";
import { classNames, controlClass, fieldDescription } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { useDebounced } from "../../frame/use-debounced";
import { principalTexts } from "../../principal/texts";
import { roleTexts } from "../texts";
import { HolderName } from "./holder-name";
import { type Holder, keyOfHolder, nameOfHolder } from "./role-rows";

type Hits = RouterOutputs["channelAuth"]["holders"];

interface HolderPickerProps {
  id: string;
  label: string;
  placeholder?: string;
  spaceId: string;
  /** Whose manager is looking: owners search too. */
  channel: string;
  /** `keyOfHolder` of those that cannot be chosen again. */
  taken?: ReadonlySet<string>;
  isInvalid?: boolean;
  className?: string;
  onPick: (holder: Holder, hit: HolderHit) => void;
}

export interface HolderHit {
  holder: Holder;
  kind?: "agent" | "person";
  displayName?: string;
  members?: number;
}

/** Finds a group or a principal by name; whoever is chosen is told, and the field is empty for the next. */
export function HolderPicker({ id, label, spaceId, channel, taken, onPick, ...props }: HolderPickerProps) {
  const [query, setQuery] = useState("");
  const search = useDebounced(query.trim());
  const { data, error } = useQuery(
    useApi().channelAuth.holders.queryOptions(
      { spaceId, channel, search: search || undefined },
      { placeholderData: keepPreviousData },
    ),
  );
  const hits = new Map(hitsOf(data).map((hit) => [keyOfHolder(hit.holder), hit]));
  const message = error ? principalTexts.searchFailed : data ? principalTexts.nobodyFound : principalTexts.searching;
  return (
    <Combobox.Root
      items={[...hits.keys()]}
      itemToStringLabel={(key: string) => {
        const hit = hits.get(key);
        return hit ? nameOfHolder(hit.holder) : key;
      }}
      filter={null}
      value={null}
      inputValue={query}
      autoHighlight
      onInputValueChange={(next, { reason }) => setQuery(reason === "item-press" ? "" : next)}
      onValueChange={(key: string | null) => {
        const hit = key === null ? undefined : hits.get(key);
        if (hit) onPick(hit.holder, hit);
        setQuery("");
      }}
    >
      <Combobox.Input
        id={id}
        aria-label={label}
        aria-describedby={fieldDescription(id)}
        aria-invalid={props.isInvalid || undefined}
        placeholder={props.placeholder ?? principalTexts.typeToSearch}
        autoComplete="off"
        spellCheck={false}
        className={classNames(controlClass, "h-9", props.className)}
      />
      <Combobox.Portal>
        <Combobox.Positioner sideOffset={4} className="z-60 outline-none">
          <Combobox.Popup className="max-h-[min(var(--available-height),20rem)] w-(--anchor-width) overflow-y-auto rounded-lg border border-line bg-raised p-1 text-ink shadow-float">
            <Combobox.Empty>
              <p className="px-2 py-1.5 text-faint empty:hidden">{message}</p>
            </Combobox.Empty>
            <Combobox.List>
              {(key: string) => <Hit key={key} hit={hits.get(key)} value={key} isTaken={taken?.has(key) ?? false} />}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}

function Hit({ hit, value, isTaken }: { hit: HolderHit | undefined; value: string; isTaken: boolean }) {
  if (!hit) return null;
  const detail = hit.members === undefined ? undefined : roleTexts.members(hit.members);
  return (
    <Combobox.Item
      value={value}
      disabled={isTaken}
      className="flex min-h-10 cursor-default select-none items-center gap-2 rounded-md px-2 py-1 outline-none data-disabled:opacity-55 data-highlighted:bg-hover"
    >
      <HolderName {...hit} detail={isTaken ? roleTexts.there : detail} />
    </Combobox.Item>
  );
}

function hitsOf(data: Hits | undefined): HolderHit[] {
  if (!data) return [];
  return [
    ...data.groups.map(({ name, members }) => ({ holder: { group: name }, members })),
    ...data.principals.map(({ id, kind, displayName }) => ({ holder: { principal: id }, kind, displayName })),
  ];
}
