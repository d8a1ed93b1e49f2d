const channelName = "parley.attention";

/** Tells the other tabs of this browser that something was read: hidden ones do not listen to the server. */
export function tellOtherTabs(): void {
  if (typeof BroadcastChannel === "undefined") return;
  const channel = new BroadcastChannel(channelName);
  channel.postMessage("changed");
  channel.close();
}

/** Calls `listener` when another tab has read something. The returned function ends it. */
export function onOtherTabs(listener: () => void): () => void {
  if (typeof BroadcastChannel === "undefined") return () => {};
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = listener;
  return () => channel.close();
}
