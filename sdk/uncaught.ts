/** Reports what a listener threw as the platform reports uncaught errors, without stopping who called it. */
export function throwUncaught(thrown: unknown): void {
  queueMicrotask(() => {
    throw thrown;
  });
}
