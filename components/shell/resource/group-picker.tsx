"use client";

import { Combobox } from "@base-ui/react/combobox";
import { useQuery } from "@tanstack/react-query";
import { Check, Plus, X } from "lucide-react";
import { useState } from "react";
import { useApi } from "@/components/api";
import { classNames, controlClass, fieldDescription } from "@/components/ui";
import { resourceTexts } from "./texts";

interface GroupPickerProps {
  id: string;
  label: string;
  spaceId: string;
  value: string[];
  onChange: (groups: string[]) => void;
  isDisabled?: boolean;
}

/** Picks groups by name; a name that is no group yet may be typed. */
export function GroupPicker({ id, label, spaceId, value, onChange, isDisabled }: GroupPickerProps) {
  const { data: known = [] } = useQuery(useApi().groups.names.queryOptions({ spaceId }));
  const [query, setQuery] = useState("");
  const typed = query.trim();
  const isNew = typed !== "" && !known.includes(typed) && !value.includes(typed);
  const extra = value.filter((name) => !known.includes(name));
  return (
    <Combobox.Root
      multiple
      items={[...known, ...extra, ...(isNew ? [typed] : [])]}
      value={value}
      disabled={isDisabled}
      inputValue={query}
      autoHighlight
      onInputValueChange={(next) => setQuery(next)}
      onValueChange={(next) => {
        onChange(next);
        setQuery("");
      }}
    >
      <Combobox.InputGroup
        className={classNames(
          controlClass,
          "flex min-h-9 cursor-text items-center px-1.5 py-1 focus-within:border-accent focus-within:outline-1 focus-within:outline-accent",
          isDisabled && "opacity-60",
        )}
      >
        <Combobox.Chips
          className="flex w-full flex-wrap items-center gap-1"
          aria-label={value.length > 0 ? resourceTexts.groupsChosen : undefined}
        >
          {value.map((name) => (
            <Chip key={name} name={name} isDisabled={isDisabled} />
          ))}
          <Combobox.Input
            id={id}
            aria-label={label}
            aria-describedby={fieldDescription(id)}
            placeholder={value.length === 0 && !isDisabled ? resourceTexts.groupsPlaceholder : ""}
            className="h-6 w-24 grow bg-transparent px-1 outline-none placeholder:text-faint"
          />
        </Combobox.Chips>
      </Combobox.InputGroup>
      <Combobox.Portal>
        <Combobox.Positioner sideOffset={4} className="z-60 outline-none">
          <Combobox.Popup className="max-h-[min(var(--available-height),16rem)] w-(--anchor-width) overflow-y-auto rounded-lg border border-line bg-raised p-1 text-ink shadow-float">
            <Combobox.Empty>
              <p className="px-2 py-1.5 text-faint empty:hidden">{resourceTexts.noGroups}</p>
            </Combobox.Empty>
            <Combobox.List>
              {(name: string) => (
                <Combobox.Item
                  key={name}
                  value={name}
                  className="flex min-h-8 cursor-default select-none items-center gap-2 rounded-md px-2 outline-none data-highlighted:bg-hover"
                >
                  {isNew && name === typed ? (
                    <>
                      <Plus aria-hidden="true" className="size-4 text-muted" />
                      {resourceTexts.takeGroup(name)}
                    </>
                  ) : (
                    <>
                      <span className="grow truncate">{name}</span>
                      <Combobox.ItemIndicator>
                        <Check aria-hidden="true" className="size-4 text-muted" />
                      </Combobox.ItemIndicator>
                    </>
                  )}
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}

function Chip({ name, isDisabled }: { name: string; isDisabled?: boolean }) {
  return (
    <Combobox.Chip
      aria-label={name}
      className="inline-flex h-6 max-w-full items-center gap-1 rounded-sm bg-accent-soft pr-1 pl-2 text-ink text-xs outline-none data-highlighted:outline-2 data-highlighted:outline-accent focus-within:outline-2 focus-within:outline-accent"
    >
      <span className="truncate">{name}</span>
      {isDisabled ? null : (
        <Combobox.ChipRemove
          aria-label={resourceTexts.removeGroup(name)}
          className="inline-flex size-4 items-center justify-center rounded-sm text-muted hover:bg-hover hover:text-ink"
        >
          <X aria-hidden="true" className="size-3" />
        </Combobox.ChipRemove>
      )}
    </Combobox.Chip>
  );
}
