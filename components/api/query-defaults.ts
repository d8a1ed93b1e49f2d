import type { DefaultOptions } from "@tanstack/react-query";
import { failureOf } from "./failure";

const retriesMax = 2;

/** Changes are announced (`changes.watch`), so what is cached stays fresh until then; only failures that may pass are tried again. */
export const queryDefaults: DefaultOptions = {
  queries: {
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    retry: (count, error) => count < retriesMax && failureOf(error).mayPass,
  },
};
