"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { Search } from "lucide-react";
import { useParams, useRouter } from "next/navigation";
import { type ComponentProps, useEffect, useRef, useState } from "react";
import { Kbd, Spinner } from "@/components/ui";
import { isAppleKeyboard, isKey } from "../keyboard-help/is-key";
import { type KeyId, keyMap } from "../keyboard-help/key-map";
import { keyNames } from "../keyboard-help/key-name";
import { EntryList, type EntryListHandle } from "./entry-list";
import type { ListedEntry } from "./order-entries";
import { switcherTexts } from "./texts";
import { useListedEntries } from "./use-listed-entries";

interface SwitcherProps {
  isOpen: boolean;
  onClose: () => void;
}

/** Goes to whatever somebody knows a part of the name of. A default export, because it is loaded lazily. */
export default function Switcher({ isOpen, onClose }: SwitcherProps) {
  const input = useRef<HTMLInputElement>(null);
  const { space } = useParams<{ space?: string }>();
  if (space === undefined) return null;
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup
          aria-label={switcherTexts.title}
          initialFocus={input}
          onKeyDown={(event) => {
            if (!isKey(event, "switcher")) return;
            event.preventDefault();
            onClose();
          }}
          className="fixed inset-x-0 top-0 z-50 mx-auto flex w-full max-w-2xl flex-col overflow-hidden bg-surface shadow-float transition-[opacity,scale] duration-100 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0 max-md:h-dvh md:top-[12dvh] md:max-h-[76dvh] md:rounded-lg md:border md:border-line"
        >
          <Palette spaceId={space} input={input} onClose={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const goKeys = ["entryGoAside", "entryGo"] as const satisfies readonly KeyId[];

interface PaletteProps {
  spaceId: string;
  input: React.RefObject<HTMLInputElement | null>;
  onClose: () => void;
}

function Palette({ spaceId, input, onClose }: PaletteProps) {
  const router = useRouter();
  const [query, setQuery] = useState("");
  const { entries, isBehind, isLooking, hasFailed } = useListedEntries(spaceId, query);
  const highlighted = useRef<ListedEntry>(undefined);
  const awaited = useRef<KeyId>(undefined);
  const list = useRef<EntryListHandle>(null);
  const go = ({ entry }: ListedEntry) => {
    onClose();
    router.push(entry.href);
  };
  const goAside = ({ entry }: ListedEntry) => {
    window.open(entry.href, "_blank", "noopener");
    onClose();
  };
  useEffect(() => {
    const key = awaited.current;
    if (isBehind || key === undefined) return;
    awaited.current = undefined;
    const [first] = entries;
    if (first) (key === "entryGo" ? go : goAside)(first);
  });
  const onKeyDown: ComponentProps<typeof Autocomplete.Input>["onKeyDown"] = (event) => {
    const key = goKeys.find((id) => isKey(event, id));
    if (key !== undefined && isBehind) {
      // Faster than the list: what was typed decides, and not what is highlighted still.
      event.preventDefault();
      event.preventBaseUIHandler();
      awaited.current = key;
      return;
    }
    const chosen = highlighted.current ?? entries[0];
    if (!chosen) return;
    if (key === "entryGoAside") {
      event.preventDefault();
      goAside(chosen);
    } else if (key === "entryGo" && !highlighted.current) {
      // What was just found is not highlighted yet.
      event.preventDefault();
      go(chosen);
    }
  };
  return (
    <Autocomplete.Root
      inline
      open
      virtualized
      items={entries}
      filter={null}
      autoHighlight="always"
      keepHighlight
      value={query}
      itemToStringValue={({ entry }: ListedEntry) => entry.label}
      onValueChange={(next, { reason }) => {
        if (reason === "item-press") return;
        awaited.current = undefined;
        setQuery(next);
      }}
      onItemHighlighted={(item, { reason, index }) => {
        highlighted.current = item;
        list.current?.highlight(index, reason !== "pointer");
      }}
    >
      <div className="flex h-13 shrink-0 items-center gap-3 border-line border-b px-4">
        <Search aria-hidden="true" className="size-4 shrink-0 text-faint" />
        <Autocomplete.Input
          ref={input}
          aria-label={switcherTexts.field}
          aria-expanded={entries.length > 0 || isLooking}
          placeholder={switcherTexts.field}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="go"
          onKeyDown={onKeyDown}
          className="h-full min-w-0 grow bg-transparent text-base text-ink outline-none placeholder:text-faint"
        />
        {isLooking ? <Spinner className="size-3.5 shrink-0" /> : null}
        <Dialog.Close className="shrink-0 rounded-md px-2 py-1.5 text-muted text-xs hover:bg-hover hover:text-ink">
          {switcherTexts.close}
        </Dialog.Close>
      </div>
      <Autocomplete.Status className="sr-only">
        {isLooking ? switcherTexts.searching : switcherTexts.found(entries.length)}
      </Autocomplete.Status>
      {hasFailed ? (
        <p role="alert" className="border-line border-b bg-danger-soft px-4 py-2 text-danger text-xs">
          {switcherTexts.failed}
        </p>
      ) : null}
      <EntryList ref={list} spaceId={spaceId} query={query} entries={entries} isLooking={isLooking} onGo={go} />
      <Hints />
    </Autocomplete.Root>
  );
}

const hints = [
  ["entryMove", switcherTexts.hintChoose],
  ["entryGo", switcherTexts.hintGo],
  ["entryGoAside", switcherTexts.hintAside],
] as const;

function Hints() {
  const isApple = isAppleKeyboard();
  return (
    <p
      aria-hidden="true"
      className="flex h-9 shrink-0 items-center gap-4 border-line border-t px-4 text-muted text-xs pointer-coarse:hidden"
    >
      {hints.map(([id, meaning]) => (
        <span key={id} className="flex items-center gap-1">
          {keyMap[id].keys
            .flatMap((combination) => keyNames(combination, isApple))
            .map((name) => (
              <Kbd key={name}>{name}</Kbd>
            ))}
          <span className="pl-0.5">{meaning}</span>
        </span>
      ))}
    </p>
  );
}
