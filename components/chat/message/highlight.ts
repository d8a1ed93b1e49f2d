import type { Options } from "react-markdown";
import rehypeHighlight from "rehype-highlight";

const transform = rehypeHighlight({
  aliases: { bash: ["console", "shell", "terminal"], plaintext: ["text", "output", "log", "tex"] },
});

/** Colours fenced code of the common languages. One highlighter for all messages: making one compiles its grammars. */
export const highlightPlugins: NonNullable<Options["rehypePlugins"]> = [() => transform];
