"use client";

import { Combobox } from "@base-ui/react/combobox";
import { Check, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { classNames, controlClass, fieldDescription } from "@/components/ui";
import { principalTexts } from "./texts";

export interface PickerOption {
  value: string;
  /** Shown in the list; the value itself unless given. */
  content?: ReactNode;
}

interface SearchPickerProps {
  id: string;
  label: string;
  placeholder?: string;
  value: string[];
  onChange: (value: string[]) => void;
  /** What the server found for `query`; undefined while it looks. */
  options: readonly PickerOption[] | undefined;
  query: string;
  onQuery: (query: string) => void;
  hasFailed?: boolean;
  /** One at most: another choice takes the place of the first. */
  isSingle?: boolean;
  isInvalid?: boolean;
}

/** Picks some of many: what is typed is searched for on the server, what is chosen stands before it as chips. */
export function SearchPicker(props: SearchPickerProps) {
  const { id, label, placeholder = principalTexts.typeToSearch, value, onChange, options, query, onQuery } = props;
  const [isOpen, setOpen] = useState(false);
  const contents = new Map(options?.map((option) => [option.value, option.content]));
  const message = props.hasFailed
    ? principalTexts.searchFailed
    : options === undefined
      ? principalTexts.searching
      : principalTexts.nobodyFound;
  return (
    <Combobox.Root
      multiple
      open={isOpen}
      onOpenChange={(open) => setOpen(open)}
      items={(options ?? []).map((option) => option.value)}
      filter={null}
      value={value}
      inputValue={query}
      autoHighlight
      onInputValueChange={(next) => onQuery(next)}
      onValueChange={(next) => {
        onChange(props.isSingle ? next.slice(-1) : next);
        onQuery("");
        if (props.isSingle) setOpen(false);
      }}
    >
      <Combobox.InputGroup
        className={classNames(
          controlClass,
          "flex min-h-9 cursor-text items-center px-1.5 py-1 focus-within:border-accent focus-within:outline-1 focus-within:outline-accent",
          props.isInvalid && "border-danger",
        )}
      >
        <Combobox.Chips
          className="flex max-h-40 w-full flex-wrap items-center gap-1 overflow-y-auto"
          aria-label={value.length > 0 ? principalTexts.chosen : undefined}
        >
          {value.map((name) => (
            <Chip key={name} name={name} />
          ))}
          <Combobox.Input
            id={id}
            aria-label={label}
            aria-describedby={fieldDescription(id)}
            aria-invalid={props.isInvalid || undefined}
            placeholder={value.length === 0 ? placeholder : ""}
            className="h-6 w-24 grow bg-transparent px-1 outline-none placeholder:text-faint"
          />
        </Combobox.Chips>
      </Combobox.InputGroup>
      <Combobox.Portal>
        <Combobox.Positioner sideOffset={4} className="z-60 outline-none">
          <Combobox.Popup className="max-h-[min(var(--available-height),18rem)] w-(--anchor-width) overflow-y-auto rounded-lg border border-line bg-raised p-1 text-ink shadow-float">
            <Combobox.Empty>
              <p className="px-2 py-1.5 text-faint">{message}</p>
            </Combobox.Empty>
            <Combobox.List>
              {(name: string) => (
                <Combobox.Item
                  key={name}
                  value={name}
                  className="flex min-h-9 cursor-default select-none items-center gap-2 rounded-md px-2 outline-none data-highlighted:bg-hover"
                >
                  <span className="min-w-0 grow truncate">{contents.get(name) ?? name}</span>
                  <Combobox.ItemIndicator>
                    <Check aria-hidden="true" className="size-4 text-muted" />
                  </Combobox.ItemIndicator>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}

function Chip({ name }: { name: string }) {
  return (
    <Combobox.Chip
      aria-label={name}
      className="inline-flex h-6 max-w-full items-center gap-1 rounded-sm bg-accent-soft pr-1 pl-2 text-ink text-xs outline-none data-highlighted:outline-2 data-highlighted:outline-accent focus-within:outline-2 focus-within:outline-accent"
    >
      <span className="truncate">{name}</span>
      <Combobox.ChipRemove
        aria-label={principalTexts.remove(name)}
        className="inline-flex size-4 items-center justify-center rounded-sm text-muted hover:bg-hover hover:text-ink"
      >
        <X aria-hidden="true" className="size-3" />
      </Combobox.ChipRemove>
    </Combobox.Chip>
  );
}
