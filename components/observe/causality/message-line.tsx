import { classNames } from "@/components/ui";
import type { ExchangeNode } from "./graph";
import { causalityTexts } from "./texts";
import { TypeIcon } from "./type-icon";
import { lineOf } from "./words";

const plainTypes = new Set(["text", "tool.call", "tool.result"]);

/** What a message is and says, in one line. */
export function MessageLine({ node, className }: { node: ExchangeNode; className?: string }) {
  const { type, tool, isError, redaction, excerpt, outside } = node.message;
  return (
    <span className={classNames("flex min-w-0 items-center gap-1.5", className)}>
      <TypeIcon message={node.message} />
      {tool === undefined ? null : (
        <bdi
          className={classNames(
            "max-w-[80%] shrink-0 truncate font-mono text-xs",
            isError ? "text-danger" : "text-ink",
          )}
        >
          {tool}
        </bdi>
      )}
      {plainTypes.has(type) ? null : (
        <bdi className="max-w-[50%] shrink-0 truncate text-faint text-xs @max-2xl:hidden">{type}</bdi>
      )}
      <bdi
        className={classNames(
          "min-w-0 truncate",
          isError ? "text-danger" : tool === undefined ? "text-ink" : "text-muted",
          (redaction || excerpt === "") && "text-faint italic",
        )}
      >
        {lineOf(node)}
      </bdi>
      {outside === undefined ? null : (
        <span className="shrink-0 rounded-sm bg-hover px-1 text-2xs text-muted">{causalityTexts.outside}</span>
      )}
    </span>
  );
}
