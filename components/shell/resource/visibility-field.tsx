"use client";

import { Hash, Lock } from "lucide-react";
import { ChoiceCards } from "@/components/ui";
import { resourceTexts } from "./texts";

type Visibility = "public" | "private";

const icons = { private: Lock, public: Hash } as const;

const options = (["private", "public"] as const).map((value) => ({
  value,
  icon: icons[value],
  ...resourceTexts.visibilities[value],
}));

interface VisibilityFieldProps {
  value: Visibility;
  onChange: (visibility: Visibility) => void;
  isDisabled?: boolean;
}

/** Two cards with what each choice means. */
export function VisibilityField(props: VisibilityFieldProps) {
  return <ChoiceCards legend={resourceTexts.visibility} options={options} {...props} />;
}
