"use client";

import { useEffect, useMemo } from "react";
import { clampText } from "./clamp";
import { useExpanded } from "./expansion";
import { fenceJson } from "./fence-json";
import { loadHighlight, loadMarkdown, useHighlight, useMarkdown } from "./lazy-modules";
import { ShowAll } from "./show-all";

const highlightedCharactersMax = 60_000;

/** A message's words: markdown, cut to its beginning when long, with a way to the rest. */
export function TextBody({ id, text }: { id: string; text: string }) {
  const [isExpanded, setExpanded] = useExpanded(`${id}:text`, false);
  const whole = useMemo(() => fenceJson(text), [text]);
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
  const markdown = useMarkdown();
  const highlight = useHighlight();
  const wantsHighlight = /(```|~~~)\s*[a-z]/i.test(text) && text.length < highlightedCharactersMax;
  useEffect(() => {
    loadMarkdown();
    if (wantsHighlight) loadHighlight();
  }, [wantsHighlight]);
  if (!markdown || isPlain(text))
    return (
      <div className="message-text">
        <p className="whitespace-pre-wrap">{text}</p>
      </div>
    );
  const { Markdown } = markdown;
  return (
    <div className="message-text">
      <Markdown text={text} rehypePlugins={wantsHighlight ? highlight?.highlightPlugins : undefined} />
    </div>
  );
}

/** Words in which nothing can be markup, so that most chat lines cost no parsing. */
function isPlain(text: string): boolean {
  return text.length < 500 && /^[\p{L}\p{N} ,;?'"…%€$–—-]+[.!?…]?$/u.test(text) && !/^\s|\n|^-|--|www/.test(text);
}
