"use client";

import {
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useState,
} from "react";
import { isKey } from "@/components/shell/keyboard-help/is-key";
import { SuggestionList } from "@/components/ui";
import type { Place } from "@/sdk/protocol";
import type { WrittenCommand } from "../command-of";
import { runCommand } from "./commands";
import { continueList, wrap } from "./format";
import { mentionText } from "./mention-text";
import { commandSuggestion, mentionSuggestion, type WrittenSuggestion } from "./suggestions";
import { applyEdit } from "./text-edit";
import { extrasTexts } from "./texts";
import { triggerAt } from "./trigger";
import { useCommands } from "./use-commands";
import { useMentionable } from "./use-mentionable";

export interface ComposerExtrasHandle {
  /** Whether the key was meant for something here, which is done then. */
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean;
  /** Does what a command says; what is wrong with it when it was not done. */
  run: (command: WrittenCommand) => Promise<string | undefined>;
}

interface ComposerExtrasProps {
  ref: RefObject<ComposerExtrasHandle | null>;
  field: RefObject<HTMLTextAreaElement | null>;
  place: Place;
  text: string;
  /** Where the caret is; absent while something is selected or the field has no focus. */
  caret: number | undefined;
  /** Commands are given in messages alone, not in a new version of one. */
  hasCommands: boolean;
  onEditLast: () => boolean;
  onReady: () => void;
}

const marks = [
  ["bold", "**"],
  ["italic", "*"],
  ["code", "`"],
] as const;

/** Completes mentions and commands, and makes markdown of keys. A default export: it is fetched when somebody begins to write. */
export default function ComposerExtras(props: ComposerExtrasProps) {
  const { ref, field, place, text, caret, hasCommands, onEditLast, onReady } = props;
  const id = useId();
  const commands = useCommands(place, onEditLast);
  const trigger = caret === undefined ? undefined : triggerAt(text, caret);
  const written = trigger && `${trigger.kind} ${trigger.from}`;
  const [left, setLeft] = useState<string>();
  const [chosen, setChosen] = useState({ of: "", index: 0 });
  const isMention = trigger?.kind === "mention" && left !== written;
  const isCommand = trigger?.kind === "command" && hasCommands && left !== written;
  const mentionable = useMentionable(place, isMention ? trigger.query : undefined);
  const suggestions = isMention
    ? (mentionable ?? []).map((one) => mentionSuggestion(one, mentionText(one.name, one.kind)))
    : isCommand
      ? [...commands.keys()].filter((name) => name.startsWith(trigger.query)).map(commandSuggestion)
      : [];
  const isOpen = suggestions.length > 0;
  const asked = `${written} ${trigger?.query}`;
  const active = chosen.of === asked ? Math.min(chosen.index, suggestions.length - 1) : 0;
  useAria(field, { id, isOpen, active });
  useEffect(() => {
    if (written === undefined) setLeft(undefined);
  }, [written]);

  function take(suggestion: WrittenSuggestion) {
    if (!trigger || !field.current) return;
    const insert = `${suggestion.text} `;
    const end = trigger.from + insert.length;
    const isSpaced = text[trigger.to] === " ";
    applyEdit(field.current, {
      from: trigger.from,
      to: isSpaced ? trigger.to + 1 : trigger.to,
      insert,
      select: [end, end],
    });
  }

  function onSuggestionKey(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
    const suggestion = suggestions[active];
    if (!isOpen || !suggestion || !trigger || event.ctrlKey || event.metaKey || event.altKey) return false;
    const isWhole = text.slice(trigger.from, trigger.to) === suggestion.text;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      setChosen({ of: asked, index: (active + step + suggestions.length) % suggestions.length });
    } else if (event.key === "Escape") setLeft(written);
    else if (event.shiftKey) return false;
    else if (event.key === "Tab" || (event.key === "Enter" && !isWhole)) take(suggestion);
    else return false;
    return true;
  }

  function onFormatKey(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
    const target = event.currentTarget;
    const { value, selectionStart: from, selectionEnd: to } = target;
    const mark = marks.find(([name]) => isKey(event, name))?.[1];
    const isNewLine = isKey(event, "newLine");
    const edit = mark ? wrap(value, from, to, mark) : isNewLine ? continueList(value, from, to) : undefined;
    if (edit) applyEdit(target, edit);
    return edit !== undefined;
  }

  useImperativeHandle(ref, () => ({
    onKeyDown: (event) => onSuggestionKey(event) || onFormatKey(event),
    run: (command) => runCommand(commands, command),
  }));
  useEffect(onReady, [onReady]);

  return (
    <>
      {isOpen ? (
        <SuggestionList
          id={id}
          label={isMention ? extrasTexts.mentions : extrasTexts.commands}
          side="above"
          suggestions={suggestions}
          active={active}
          onTake={take}
        />
      ) : null}
      <p role="status" className="sr-only">
        {isOpen || (isMention && mentionable) ? extrasTexts.found(suggestions.length) : ""}
      </p>
    </>
  );
}

/** Says at the field what its keys are on. It stays a textbox of many lines, which no combobox can be. */
function useAria(
  field: RefObject<HTMLTextAreaElement | null>,
  { id, isOpen, active }: { id: string; isOpen: boolean; active: number },
): void {
  useLayoutEffect(() => {
    const { current } = field;
    if (!current || !isOpen) return;
    current.setAttribute("aria-controls", id);
    current.setAttribute("aria-activedescendant", `${id}-${active}`);
    return () => {
      current.removeAttribute("aria-controls");
      current.removeAttribute("aria-activedescendant");
    };
  }, [field, id, isOpen, active]);
}
