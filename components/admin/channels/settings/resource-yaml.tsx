"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button, classNames } from "@/components/ui";
import type { ChannelSpecView } from "@/server/api";
import { AdminPart } from "../../frame/admin-part";
import { settingsTexts } from "../texts";
import { draftYaml } from "./draft-yaml";
import { type DiffLine, lineDiff } from "./line-diff";

interface ResourceYamlProps {
  stored: string;
  /** As it was edited; undefined while nothing was. */
  form: ChannelSpecView | undefined;
}

/** The resource as `kubectl get -o yaml` shows it, following the form as it is typed in: new lines, and those that go. */
export function ResourceYaml({ stored, form }: ResourceYamlProps) {
  const yaml = form ? draftYaml(stored, form) : stored;
  const lines = lineDiff(stored.trimEnd(), yaml.trimEnd());
  const pane = useScrollTo(lines.findIndex(({ kind }) => kind !== "same"));
  const [copied, setCopied] = useState<string>();
  const isCopied = copied === yaml;
  const Icon = isCopied ? Check : Copy;
  return (
    <AdminPart
      title={settingsTexts.resource}
      actions={
        <Button
          size="sm"
          className="-my-1"
          onClick={() => navigator.clipboard.writeText(yaml).then(() => setCopied(yaml))}
        >
          <Icon aria-hidden="true" className="size-3.5" />
          {isCopied ? settingsTexts.copied : settingsTexts.copy}
        </Button>
      }
    >
      <pre
        ref={pane}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        className="relative max-h-112 overflow-auto rounded-md border border-line bg-surface py-2 font-mono text-ink text-xs leading-5"
      >
        <code className="grid min-w-max">
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity
            <Line key={index} line={line} />
          ))}
        </code>
      </pre>
      <p className="text-faint text-xs">{form ? settingsTexts.resourceText : settingsTexts.resourceTextStored}</p>
    </AdminPart>
  );
}

/** Keeps the line in view, without moving the page. */
function useScrollTo(line: number) {
  const pane = useRef<HTMLPreElement>(null);
  useEffect(() => {
    const shown = pane.current;
    const target = line < 0 ? undefined : shown?.querySelectorAll<HTMLElement>("code > *")[line];
    if (!shown || !target) return;
    const { offsetTop } = target;
    const isInView =
      offsetTop >= shown.scrollTop && offsetTop < shown.scrollTop + shown.clientHeight - 3 * target.offsetHeight;
    if (!isInView) shown.scrollTop = offsetTop - shown.clientHeight / 3;
  }, [line]);
  return pane;
}

const marks: Record<DiffLine["kind"], string> = { same: " ", added: "+", removed: "−" };
const elements = { same: "span", added: "ins", removed: "del" } as const;

function Line({ line: { kind, text } }: { line: DiffLine }) {
  const Element = elements[kind];
  return (
    <Element
      className={classNames(
        "flex px-3 no-underline",
        kind === "added" && "bg-success-soft",
        kind === "removed" && "bg-danger-soft text-muted",
      )}
    >
      <span aria-hidden="true" className="w-4 shrink-0 select-none text-faint">
        {marks[kind]}
      </span>
      {text}
    </Element>
  );
}
