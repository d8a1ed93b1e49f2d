"use client";

import {
  AtSign,
  Bell,
  BellOff,
  BellRing,
  Keyboard,
  type LucideIcon,
  MessagesSquare,
  Pause,
  Pencil,
  Search,
  Users,
} from "lucide-react";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui";
import type { CommandName } from "./commands";
import { extrasTexts } from "./texts";
import type { Mentionable } from "./use-mentionable";

/** Something that can be taken into the text. */
export interface Suggestion {
  key: string;
  /** As it is written. */
  text: string;
  mark: ReactNode;
  title: string;
  meaning: string;
}

export function mentionSuggestion({ name, kind, label }: Mentionable, text: string): Suggestion {
  const meaning = kind === "here" ? extrasTexts.here : extrasTexts[kind];
  return {
    key: `${kind} ${name}`,
    text,
    mark: markOf(name, kind, label),
    title: label || name,
    meaning: label && label !== name ? `@${name} · ${meaning}` : meaning,
  };
}

const icons: Record<CommandName, LucideIcon> = {
  thread: MessagesSquare,
  mute: BellOff,
  unmute: Bell,
  follow: BellRing,
  unfollow: BellOff,
  edit: Pencil,
  search: Search,
  pause: Pause,
  help: Keyboard,
};

export function commandSuggestion(name: CommandName): Suggestion {
  const Icon = icons[name];
  const argument = extrasTexts.arguments[name];
  return {
    key: name,
    text: `/${name}`,
    mark: <Icon className="size-4 text-muted" aria-hidden="true" />,
    title: argument ? `/${name} ${argument}` : `/${name}`,
    meaning: extrasTexts.meanings[name],
  };
}

function markOf(name: string, kind: Mentionable["kind"], label: string): ReactNode {
  if (kind === "group") return <Users className="size-4 text-muted" aria-hidden="true" />;
  if (kind === "here") return <AtSign className="size-4 text-muted" aria-hidden="true" />;
  return <Avatar id={name} name={label || name} kind={kind} size="sm" />;
}

interface SuggestionListProps {
  id: string;
  label: string;
  suggestions: readonly Suggestion[];
  active: number;
  onTake: (suggestion: Suggestion) => void;
}

/** What can be taken into the text, above the field; which one the keys are on is told by the field. */
export function SuggestionList({ id, label, suggestions, active, onTake }: SuggestionListProps) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label={label}
      className="absolute inset-x-0 bottom-full z-30 mb-1 max-h-72 overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-float"
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
          <span className="flex size-6 shrink-0 items-center justify-center">{suggestion.mark}</span>
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
