import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { clampText } from "../clamp";
import { Markdown } from "../markdown";
import { findMath } from "../math/find-math";
import { mathRehypePlugins, mathRemarkPlugins } from "../math/math-plugins";
import { presentable } from "../preformat/presentable";
import { isTangled } from "../tangle";
import { hostileCorpus } from "./corpus";

const math = { mathRehypePlugins, mathRemarkPlugins };

/** A message's words as `TextBody` draws them. */
function drawn(text: string): string {
  const { text: shown } = clampText(presentable(text));
  if (isTangled(shown)) return renderToStaticMarkup(createElement("p", {}, shown));
  return renderToStaticMarkup(createElement(Markdown, { text: findMath(shown).text, math }));
}

const texts = hostileCorpus.flatMap(({ name, draft }) => {
  const text = draft.text ?? draft.payload?.text;
  return text === undefined ? [] : [{ name, text }];
});

it("there are more than two hundred of them", () => {
  expect(hostileCorpus.length).toBeGreaterThan(300);
  expect(new Set(hostileCorpus.map(({ name }) => name)).size).toBe(hostileCorpus.length);
});

it("none becomes what could run, load or lead somewhere, overflows the stack or takes long", {
  timeout: 60_000,
}, () => {
  for (const { name, text } of texts) {
    const started = performance.now();
    const html = drawn(text);
    expect(performance.now() - started, name).toBeLessThan(1_500);
    const tags = html.match(/<[a-z][^>]*>/gi) ?? [];
    for (const tag of tags) {
      expect(tag, name).not.toMatch(
        /^<(script|style|iframe|object|embed|img|image|video|audio|link|meta|base|form)\b/i,
      );
      expect(tag, name).not.toMatch(/\son\w+=/i);
      const address = /\s(?:href|src|srcset|action|ping|xlink:href)="([^"]*)"/i.exec(tag)?.[1];
      if (address !== undefined) expect(address, name).toMatch(/^(https?:|mailto:)/);
    }
  }
});
