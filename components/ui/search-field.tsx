"use client";

import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { classNames } from "./class-names";
import { IconButton } from "./icon-button";
import { Input } from "./input";
import { uiTexts } from "./texts";

const pauseMs = 250;

interface SearchFieldProps {
  /** The accessible name, also shown while it is empty. */
  label: string;
  /** What is searched for now. */
  value: string;
  /** Called once typing pauses, with Enter at once. */
  onChange: (value: string) => void;
  className?: string;
}

/** What is typed is searched for once typing pauses; Escape and the cross empty it. */
export function SearchField({ label, value, onChange, className }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const told = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => () => clearTimeout(timer.current), []);
  if (value !== seen) {
    setSeen(value);
    // Not while somebody types: then it is an earlier answer to them, and not a link or button elsewhere on the page.
    if (input.current !== document.activeElement) setText(value);
  }

  function tell(next: string) {
    clearTimeout(timer.current);
    if (next === told.current && next === value) return;
    told.current = next;
    onChange(next);
  }

  function type(next: string) {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => tell(next.trim()), pauseMs);
  }

  function empty() {
    setText("");
    tell("");
    input.current?.focus();
  }

  return (
    <search className={classNames("relative block min-w-0", className)}>
      <Search aria-hidden="true" className="pointer-events-none absolute top-2.5 left-3 size-4 text-faint" />
      <Input
        ref={input}
        value={text}
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        className="pr-9 pl-9"
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            tell(text.trim());
          } else if (event.key === "Escape" && text !== "") {
            event.stopPropagation();
            empty();
          }
        }}
      />
      {text ? (
        <IconButton label={uiTexts.clearSearch} size="sm" onClick={empty} className="absolute top-1.5 right-1.5">
          <X className="size-3.5" />
        </IconButton>
      ) : null}
    </search>
  );
}
