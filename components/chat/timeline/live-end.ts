import { createContext, useContext } from "react";

const LiveEndContext = createContext(true);

export const LiveEndProvider = LiveEndContext.Provider;

/** Whether the rows around this component reach the live end, so that what is not among them does not exist. */
export function useReachesEnd(): boolean {
  return useContext(LiveEndContext);
}
