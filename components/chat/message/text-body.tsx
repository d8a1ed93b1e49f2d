"use client";

import { memo, useEffect, useMemo } from "react";
import { clampText } from "./clamp";
import { useExpanded } from "./expansion";
import { loadHighlight, loadMarkdown, loadMath, useHighlight, useMarkdown, useMath } from "./lazy-modules";
import { findMath } from "./math/find-math";
import { presentable } from "./preformat/presentable";
import { ShowAll } from "./show-all";

const highlightedCharactersMax = 60_000;
/** What programs print has no grammar to load. */
const codeWithLanguage = /(```|~~~)[ \t]*(?!output\b|log\b)[a-z]/i;

/** A message's words: markdown, cut to its beginning when long, with a way to the rest. */
export function TextBody({ id, text }: { id: string; text: string }) {
  const [isExpanded, setExpanded] = useExpanded(`${id}:text`, false);
  const whole = useMemo(() => presentable(text), [text]);
  const clamped = useMemo(() => clampText(whole), [whole]);
  const shown = clamped.isClamped && !isExpanded ? clamped.text : whole;
  return (
    <div>
      <div className={clamped.isClamped && !isExpanded ? "fade-end" : undefined}>
        <MarkdownText text={shown} />
      </div>
      {clamped.isClamped ? <ShowAll size={clamped} isExpanded={isExpanded} onChange={setExpanded} /> : null}
    </div>
  );
}

/** Markdown, or the bare words until its module is there. */
export function MarkdownText({ text }: { text: string }) {
  return (
    <div className="message-text">
      <MarkdownPart text={text} isSettled />
    </div>
  );
}

interface MarkdownPartProps {
  text: string;
  /** Not written on: worth the time that colours take. */
  isSettled: boolean;
}

/** A stretch of markdown among others. Drawn anew only when it is another one. */
export const MarkdownPart = memo(function MarkdownPart({ text, isSettled }: MarkdownPartProps) {
  const markdown = useMarkdown();
  const highlight = useHighlight();
  const math = useMath();
  const { text: written, hasMath } = useMemo(() => findMath(text), [text]);
  const wantsHighlight = isSettled && codeWithLanguage.test(text) && text.length < highlightedCharactersMax;
  useEffect(() => {
    loadMarkdown();
    if (wantsHighlight) loadHighlight();
    if (hasMath) loadMath();
  }, [wantsHighlight, hasMath]);
  if (!markdown || isPlain(text)) return <p className="whitespace-pre-wrap">{text}</p>;
  const { Markdown } = markdown;
  const isSet = hasMath && math !== undefined;
  return (
    <Markdown
      text={isSet ? written : text}
      math={isSet ? math : undefined}
      highlightPlugins={wantsHighlight ? highlight?.highlightPlugins : undefined}
    />
  );
});

/** Words in which nothing can be markup, so that most chat lines cost no parsing. */
function isPlain(text: string): boolean {
  return text.length < 500 && /^[\p{L}\p{N} ,;?'"…%€$–—-]+[.!?…]?$/u.test(text) && !/^\s|\n|^-|--|www/.test(text);
}
