"use client";

import {
  AtSign,
  Bell,
  BellOff,
  BellRing,
  Hash,
  Keyboard,
  type LucideIcon,
  MessagesSquare,
  Pause,
  Pencil,
  Search,
  Users,
} from "lucide-react";
import type { ReactNode } from "react";
import { Avatar, type Suggestion } from "@/components/ui";
import type { CommandName } from "./commands";
import { extrasTexts } from "./texts";
import type { Mentionable } from "./use-mentionable";

/** A suggestion with the text that it puts in. */
export interface WrittenSuggestion extends Suggestion {
  text: string;
}

export function mentionSuggestion({ name, kind, label }: Mentionable, text: string): WrittenSuggestion {
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
  topic: Hash,
  mute: BellOff,
  unmute: Bell,
  follow: BellRing,
  unfollow: BellOff,
  edit: Pencil,
  search: Search,
  pause: Pause,
  help: Keyboard,
};

export function commandSuggestion(name: CommandName): WrittenSuggestion {
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
