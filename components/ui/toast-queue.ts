export type ToastTone = "neutral" | "success" | "danger";

export interface ToastMessage {
  title: string;
  description?: string;
  tone?: ToastTone;
}

const waiting: ToastMessage[] = [];
const listeners = new Set<() => void>();
let receive: ((toast: ToastMessage) => void) | undefined;
let wasShown = false;

/** Shows a short message that goes away by itself; failures stay longer and are read aloud at once. Works outside React too. */
export function showToast(toast: ToastMessage): void {
  if (receive) {
    receive(toast);
    return;
  }
  waiting.push(toast);
  wasShown = true;
  for (const listener of listeners) listener();
}

export function wasToastShown(): boolean {
  return wasShown;
}

/** Calls `listener` when there is something to show for the first time. */
export function onFirstToast(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Hands every toast to `receiver`, beginning with those that wait for it. */
export function receiveToasts(receiver: (toast: ToastMessage) => void): void {
  receive = receiver;
  for (const toast of waiting.splice(0)) receiver(toast);
}
