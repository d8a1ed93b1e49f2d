"use client";

import { Ban, Pause } from "lucide-react";
import { ChoiceCards } from "@/components/ui";
import { blockTexts } from "../texts";

type Effect = keyof typeof blockTexts.effects;

const options = [
  { value: "access", icon: Ban, ...blockTexts.effects.access },
  { value: "posting", icon: Pause, ...blockTexts.effects.posting },
] as const;

/** How much a block takes away. */
export function EffectField({ value, onChange }: { value: Effect; onChange: (effect: Effect) => void }) {
  return <ChoiceCards legend={blockTexts.effect} value={value} options={options} onChange={onChange} />;
}
