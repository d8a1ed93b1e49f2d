"use client";

import { Search, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { classNames, IconButton, Input, SuggestionList } from "@/components/ui";
import { type CompletionSources, completeFilter, type FilterProblem, parseFilter, type Suggestion } from "@/sdk/filter";
import { keyTexts, searchTexts } from "./texts";

interface QueryFieldProps {
  label: string;
  placeholder: string;
  value: string;
  sources: CompletionSources;
  /** What was written, once typing pauses or Enter is pressed, and only when all of it can be understood. */
  onSubmit: (query: string) => void;
  /** Escape was pressed while nothing else was to be closed. */
  onLeave?: () => void;
  hasFocusAtFirst?: boolean;
  className?: string;
}

const pauseMs = 350;

/** A field for filters: completes while typing, and says at once what cannot be understood and what to write instead. */
export function QueryField(props: QueryFieldProps) {
  const { label, placeholder, value, sources, onSubmit, onLeave, hasFocusAtFirst = false, className } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const submitted = useRef(value);
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const [caret, setCaret] = useState<number | null>(null);
  const [active, setActive] = useState(-1);
  const [isComplaining, setComplaining] = useState(true);
  if (value !== seen) {
    setSeen(value);
    // Something else changed it, such as a saved filter that was chosen.
    if (value !== submitted.current) setText(value);
  }
  useEffect(() => {
    if (hasFocusAtFirst) input.current?.focus();
    return () => clearTimeout(timer.current);
  }, [hasFocusAtFirst]);

  const completion = caret === null || text === "" ? undefined : completeFilter(text, caret, sources);
  const suggestions = completion?.suggestions ?? [];
  const isOpen = suggestions.length > 0 && text.slice(0, caret ?? 0).trimEnd() === text.slice(0, caret ?? 0);
  const { problems } = parseFilter(text);
  const problem = isComplaining ? problems[0] : undefined;

  function submit(next: string) {
    clearTimeout(timer.current);
    setComplaining(true);
    if (parseFilter(next).problems.length > 0) return;
    submitted.current = next.trim();
    onSubmit(submitted.current);
  }

  function change(next: string, at: number) {
    setText(next);
    setCaret(at);
    setActive(-1);
    setComplaining(false);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => submit(next), pauseMs);
  }

  function accept({ text: chosen, isKey }: Suggestion) {
    if (!completion) return;
    const rest = text.slice(completion.to);
    const put = isKey || rest.startsWith(",") ? chosen : `${chosen}${rest.startsWith(" ") ? "" : " "}`;
    const next = text.slice(0, completion.from) + put + rest;
    const at = completion.from + put.length;
    change(next, at);
    requestAnimationFrame(() => input.current?.setSelectionRange(at, at));
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const chosen = suggestions[active];
    if (isOpen && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((active + step + suggestions.length + (active === -1 && step === -1 ? 1 : 0)) % suggestions.length);
    } else if (isOpen && event.key === "Tab" && !event.shiftKey && active !== -1 && chosen) {
      event.preventDefault();
      accept(chosen);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (isOpen && chosen) return accept(chosen);
      setCaret(null);
      submit(text);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (isOpen) setCaret(null);
      else onLeave?.();
    }
  }

  const see = () => setCaret(input.current?.selectionStart ?? null);
  return (
    <search className={classNames("relative block min-w-0", className)}>
      <Search aria-hidden="true" className="pointer-events-none absolute top-2.5 left-3 size-4 text-faint" />
      <Input
        ref={input}
        role="combobox"
        data-search-field=""
        value={text}
        aria-label={label}
        placeholder={placeholder}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={isOpen ? `${id}-list` : undefined}
        aria-activedescendant={isOpen && active !== -1 ? `${id}-list-${active}` : undefined}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        enterKeyHint="search"
        className="pr-9 pl-9"
        onChange={({ target }) => change(target.value, target.selectionStart ?? target.value.length)}
        onKeyDown={onKeyDown}
        onKeyUp={({ key }) => (key === "ArrowLeft" || key === "ArrowRight") && see()}
        onClick={see}
        onBlur={() => setCaret(null)}
      />
      {text ? (
        <IconButton
          label={searchTexts.clear}
          size="sm"
          className="absolute top-1.5 right-1.5"
          onClick={() => {
            setText("");
            submit("");
            input.current?.focus();
          }}
        >
          <X className="size-3.5" />
        </IconButton>
      ) : null}
      {isOpen ? (
        <SuggestionList
          id={`${id}-list`}
          label={searchTexts.suggestions}
          side="below"
          suggestions={suggestions.map(shown)}
          active={active}
          onTake={({ of }) => accept(of)}
        />
      ) : null}
      {problem ? <Problem id={`${id}-problem`} problem={problem} /> : null}
    </search>
  );
}

function shown(of: Suggestion) {
  const { text, label, isKey } = of;
  const meaning = isKey ? keyTexts[text.slice(0, -1) as keyof typeof keyTexts]?.meaning : label;
  return { key: text, title: text, meaning, of };
}

function Problem({ id, problem }: { id: string; problem: FilterProblem }) {
  return (
    <p id={id} role="status" className="mt-1.5 text-pretty text-danger text-xs">
      {problem.message}
    </p>
  );
}
