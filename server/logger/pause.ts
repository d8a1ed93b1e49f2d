const firstMs = 100;
const longestMs = 5_000;

/** Waits before the next try: longer with each failure in a row, 5 s at most, and no longer than until `signal`. */
export function pauseAfter(failures: number, signal: AbortSignal): Promise<void> {
  const ms = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 10)) * (0.5 + Math.random() / 2);
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
  });
}

/** The promise's outcome, or a rejection as soon as `signal` is aborted. */
export function orAborted<Result>(signal: AbortSignal, promise: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new DOMException("stopped", "AbortError"));
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
