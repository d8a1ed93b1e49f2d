import type { ReactNode } from "react";
import type { ExtraProps } from "react-markdown";
import { chatTexts } from "../texts";
import { CopyButton } from "./copy-button";
import { bodyTexts } from "./texts";

type Element = NonNullable<ExtraProps["node"]>;

interface CodeBlockProps {
  /** The `pre` element. */
  node: Element | undefined;
  children: ReactNode;
}

/** Fenced code: its language, a button that copies it, and lines that scroll instead of wrapping. */
export function CodeBlock({ node, children }: CodeBlockProps) {
  const language = languageOf(node);
  return (
    <div className="code-block">
      <div className="code-block-bar">
        <span>{printed.has(language) ? bodyTexts.output : language}</span>
        <CopyButton label={chatTexts.copyCode} text={() => (node ? textOf(node).replace(/\n$/, "") : "")} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <pre tabIndex={0} dir="ltr">
        {children}
      </pre>
    </div>
  );
}

/** What `fenceConsole` calls what programs printed. */
const printed = new Set(["output", "log"]);

function languageOf(node: Element | undefined): string {
  const code = node?.children.find((child): child is Element => child.type === "element" && child.tagName === "code");
  const names = code?.properties.className;
  const name = Array.isArray(names) ? names.find((each) => String(each).startsWith("language-")) : undefined;
  return name === undefined ? "" : String(name).slice("language-".length);
}

function textOf(node: Element | Element["children"][number]): string {
  if (node.type === "text") return node.value;
  return "children" in node ? node.children.map(textOf).join("") : "";
}
