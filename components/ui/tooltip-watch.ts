import type { TooltipSide } from "./tooltip";

export interface ShownTooltip {
  label: string;
  keys: string | undefined;
  side: TooltipSide;
  anchor: { left: number; top: number; width: number; height: number };
}

const delayMs = 350;
/** After one was shown the next one comes at once. */
const warmMs = 300;
/** Time to move the pointer onto the tooltip itself (WCAG 1.4.13, hoverable). */
const graceMs = 120;

/** Says which tooltip to show, or none, as the pointer, the focus and the keys move. The returned function ends it. */
export function createTooltipWatch(page: Document, show: (tooltip: ShownTooltip | null) => void): () => void {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current: HTMLElement | null = null;
  let isOpen = false;
  let closedAt = Number.NEGATIVE_INFINITY;

  function later(ms: number, act: () => void) {
    clearTimeout(timer);
    timer = setTimeout(act, ms);
  }

  function open(element: HTMLElement) {
    const { tooltip: label, tooltipKeys: keys, tooltipSide: side = "top" } = element.dataset;
    if (!label || !element.isConnected) return;
    isOpen = true;
    const { left, top, width, height } = element.getBoundingClientRect();
    show({ label, keys, side: side as TooltipSide, anchor: { left, top, width, height } });
  }

  function close() {
    clearTimeout(timer);
    current = null;
    if (!isOpen) return;
    isOpen = false;
    closedAt = performance.now();
    show(null);
  }

  function onPointerOver({ target, pointerType }: PointerEvent) {
    if (pointerType === "touch" || !(target instanceof Element)) return;
    if (target.closest("[data-tooltip-box]")) return clearTimeout(timer);
    const element = target.closest<HTMLElement>("[data-tooltip]");
    if (element === current) {
      if (element && isOpen) clearTimeout(timer);
      return;
    }
    if (!element) return later(graceMs, close);
    const isWarm = isOpen || performance.now() - closedAt < warmMs;
    current = element;
    later(isWarm ? 0 : delayMs, () => open(element));
  }

  function onFocusIn({ target }: FocusEvent) {
    const element = target instanceof Element ? target.closest<HTMLElement>("[data-tooltip]") : null;
    if (!element?.matches(":focus-visible")) return close();
    current = element;
    open(element);
  }

  const options = { signal: stop.signal, capture: true };
  page.addEventListener("pointerover", onPointerOver, options);
  page.addEventListener("focusin", onFocusIn, options);
  page.addEventListener("focusout", close, options);
  page.addEventListener("pointerdown", close, options);
  page.addEventListener("scroll", close, options);
  page.addEventListener("keydown", ({ key }) => key === "Escape" && close(), options);
  page.documentElement.addEventListener("pointerleave", close, { signal: stop.signal });
  return () => {
    stop.abort();
    close();
  };
}
