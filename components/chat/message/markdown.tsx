import { Image as ImageIcon } from "lucide-react";
import type { ComponentProps } from "react";
import ReactMarkdown, { type Components, type Options } from "react-markdown";
import remarkBreaks from "remark-breaks";
import { chatTexts } from "../texts";
import { CodeBlock } from "./code-block";
import { readGfm } from "./gfm";
import { MentionMark } from "./mentions/mention-mark";
import { rehypeMentions } from "./mentions/rehype-mentions";
import { safeLink } from "./safe-link";

const remarkPlugins: NonNullable<Options["remarkPlugins"]> = [readGfm, remarkBreaks];

const components: Components = {
  a: ({ href, children }) => <OutwardLink href={href}>{children}</OutwardLink>,
  img: ({ src, alt }) => <UnloadedImage src={typeof src === "string" ? src : undefined} alt={alt} />,
  pre: ({ children, node }) => <CodeBlock node={node}>{children}</CodeBlock>,
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label="Table">
      <table>{children}</table>
    </section>
  ),
  // The page's one h1 is the place's name.
  h1: ({ children }) => <h2 className="h1">{children}</h2>,
  h2: ({ children }) => <h3 className="h2">{children}</h3>,
  h3: ({ children }) => <h4 className="h3">{children}</h4>,
  h4: ({ children }) => <h5 className="h3">{children}</h5>,
  h5: ({ children }) => <h6 className="h3">{children}</h6>,
  h6: ({ children }) => <h6 className="h3">{children}</h6>,
  mark: ({ node, children }) => <MentionMark name={String(node?.properties["dataMention"])}>{children}</MentionMark>,
  input: ({ checked }) => <input type="checkbox" checked={checked === true} readOnly disabled />,
};

interface MarkdownProps {
  text: string;
  /** What sets its formulas, once that is loaded. */
  math?: { mathRemarkPlugins: PluginList; mathRehypePlugins: PluginList };
  /** What colours its code, once that is loaded. */
  highlightPlugins?: PluginList;
}

type PluginList = NonNullable<Options["rehypePlugins"]>;

/** Text in markdown. HTML in it is shown as written, images are named and not fetched, links lead out in a new tab. */
export function Markdown({ text, math, highlightPlugins = [] }: MarkdownProps) {
  const mentions = text.includes("@") ? [rehypeMentions] : [];
  return (
    <ReactMarkdown
      remarkPlugins={math ? [...math.mathRemarkPlugins, ...remarkPlugins] : remarkPlugins}
      rehypePlugins={[...mentions, ...(math?.mathRehypePlugins ?? []), ...highlightPlugins]}
      components={components}
      urlTransform={keepUrl}
    >
      {text}
    </ReactMarkdown>
  );
}

/** Links and images decide themselves (`safeLink`). */
function keepUrl(url: string): string {
  return url;
}

function OutwardLink({ href, children }: ComponentProps<"a">) {
  const url = safeLink(href);
  if (!url) return <span title={href}>{children}</span>;
  return (
    <a href={url.href} title={url.href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

function UnloadedImage({ src, alt }: { src: string | undefined; alt: string | undefined }) {
  const url = safeLink(src);
  const name = alt || url?.hostname || "";
  return (
    <span className="unloaded-image">
      <ImageIcon aria-hidden="true" />
      {url ? (
        <a href={url.href} title={url.href} target="_blank" rel="noopener noreferrer nofollow">
          {name || url.href}
        </a>
      ) : (
        <span>{name}</span>
      )}
      <span className="text-faint text-xs">{chatTexts.imageNotLoaded}</span>
    </span>
  );
}
