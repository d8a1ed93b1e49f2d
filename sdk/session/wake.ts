/** Calls `onWake` when the device is back on the network or its page is looked at again. Does nothing outside browsers. */
export function onDeviceWake(onWake: () => void): () => void {
  if (typeof window === "undefined" || typeof document === "undefined") return () => {};
  const onVisible = () => {
    if (document.visibilityState === "visible") onWake();
  };
  window.addEventListener("online", onWake);
  document.addEventListener("visibilitychange", onVisible);
  return () => {
    window.removeEventListener("online", onWake);
    document.removeEventListener("visibilitychange", onVisible);
  };
}
