/** Ends the session, then leaves the page for good, so that nothing of it stays in memory. */
export async function signOut(): Promise<void> {
  const { signOut: endSession } = await import("next-auth/react");
  await endSession({ redirect: false });
  window.location.assign("/signin");
}
