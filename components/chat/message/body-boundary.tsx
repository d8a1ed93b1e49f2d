"use client";

import { Component, type ReactNode } from "react";
import type { Envelope } from "@/sdk/protocol";
import { jsonText } from "./json/json-text";

interface BodyBoundaryProps {
  envelope: Envelope;
  children: ReactNode;
}

const shownCharacters = 4_000;

/** Shows what a message says as it was written when it cannot be drawn, so that one message never takes the others with it. */
export class BodyBoundary extends Component<BodyBoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    const { envelope, children } = this.props;
    if (!this.state.hasFailed) return children;
    const written = envelope.payload.text ?? jsonText(envelope.payload) ?? "";
    return <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{written.slice(0, shownCharacters)}</p>;
  }
}
