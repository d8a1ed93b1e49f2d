"use client";

import { memo, useEffect, useMemo, useState } from "react";
import { beginningOf, clampText } from "./clamp";
import { useExpanded } from "./expansion";
import { loadHighlight, loadMarkdown, loadMath, useHighlight, useMarkdown, useMath } from "./lazy-modules";
import { findMath } from "./math/find-math";
import { presentable } from "./preformat/presentable";
import { ShowAll } from "./show-all";
import { splitSettled } from "./stream/split-settled";
import { isTangled } from "./tangle";
import { bodyTexts } from "./texts";

const highlightedCharactersMax = 60_000;
const partedCharactersMin = 8_000;
/** As much of a very long text as is drawn without a pause. */
const stepCharacters = 40_000;
/** What programs print has no grammar to load. */
const codeWithLanguage = /(```|~~~)[ \t]*(?!output\b|log\b)[a-z]/i;

/** A message's words: markdown, cut to its beginning when long, with a way to the rest. */
export function TextBody({ id, text }: { id: string; text: string }) {
  const [isExpanded, setExpanded] = useExpanded(`${id}:text`, false);
  const whole = useMemo(() => presentable(text), [text]);
  const clamped = useMemo(() => clampText(whole), [whole]);
  const isShort = clamped.isClamped && !isExpanded;
  return (
    <div>
      {isShort ? (
        <div className="fade-end">
          <MarkdownText text={clamped.text} />
        </div>
      ) : whole.length > partedCharactersMin ? (
        <LongText text={whole} />
      ) : (
        <MarkdownText text={whole} />
      )}
      {clamped.isClamped ? <ShowAll size={clamped} isExpanded={isExpanded} onChange={setExpanded} /> : null}
    </div>
  );
}

/** A long text part by part, so that each step parses only what it adds. */
function LongText({ text }: { text: string }) {
  const [limit, setLimit] = useState(stepCharacters);
  const { settled, rest } = useMemo(() => splitSettled(beginningOf(text, limit)), [text, limit]);
  const left = text.length - limit;
  return (
    <>
      <div className="message-text">
        {settled.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: settled parts stay where they are
          <MarkdownPart key={index} text={part} isSettled />
        ))}
        <MarkdownPart text={rest} isSettled />
      </div>
      {left > 0 ? (
        <button
          type="button"
          className="mt-1 mr-2 text-accent text-xs hover:underline"
          onClick={() => setLimit(limit + stepCharacters)}
        >
          {bodyTexts.moreCharacters(left)}
        </button>
      ) : null}
    </>
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
  const isWords = useMemo(() => isPlain(text) || isTangled(text), [text]);
  if (!markdown || isWords) return <p className="whitespace-pre-wrap">{text}</p>;
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
