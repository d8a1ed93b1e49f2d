"use client";

import dynamic from "next/dynamic";

/** `LiveFilterBar`, fetched when there is a filter to show. */
export const LazyLiveFilterBar = dynamic(() => import("./live-filter-bar").then((module) => module.LiveFilterBar), {
  ssr: false,
});
