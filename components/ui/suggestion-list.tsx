"use client";

import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** Something that can be taken into a text. */
export interface Suggestion {
  key: string;
  mark?: ReactNode;
  title: string;
  meaning?: string;
}

interface SuggestionListProps<Of extends Suggestion> {
  /** The list's; its options have it with their position, which the field names as `aria-activedescendant`. */
  id: string;
  label: string;
  /** Where it opens, seen from the field that it is inside of the same box with. */
  side: "above" | "below";
  suggestions: readonly Of[];
  active: number;
  onTake: (suggestion: Of) => void;
}

/** What can be taken into a field's text while one writes; which one the keys are on is told by the field. */
export function SuggestionList<Of extends Suggestion>(props: SuggestionListProps<Of>) {
  const { id, label, side, suggestions, active, onTake } = props;
  return (
    <div
      id={id}
      role="listbox"
      aria-label={label}
      className={classNames(
        "absolute inset-x-0 z-30 max-h-72 overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-float",
        side === "above" ? "bottom-full mb-1" : "top-full mt-1",
      )}
    >
      {suggestions.map((suggestion, index) => (
        <div
          key={suggestion.key}
          ref={index === active ? showIt : undefined}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          // Before the field loses the focus.
          onPointerDown={(event) => {
            event.preventDefault();
            onTake(suggestion);
          }}
          className="flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-2 hover:bg-hover aria-selected:bg-hover max-md:min-h-11"
        >
          {suggestion.mark ? (
            <span className="flex size-6 shrink-0 items-center justify-center">{suggestion.mark}</span>
          ) : null}
          <bdi className="min-w-0 shrink truncate font-medium text-ink text-sm">{suggestion.title}</bdi>
          <bdi className="min-w-0 shrink-[2] truncate text-muted text-xs">{suggestion.meaning}</bdi>
        </div>
      ))}
    </div>
  );
}

function showIt(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: "nearest" });
}
