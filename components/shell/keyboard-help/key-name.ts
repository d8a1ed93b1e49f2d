import { helpTexts } from "./texts";

/** The keys of a combination as they stand on the keyboard, one after the other. */
export function keyNames(combination: string, isApple: boolean): string[] {
  return combination.split("+").map((key) => modifierName(key, isApple) ?? helpTexts.names[key] ?? capital(key));
}

/** The combination in words that can be read aloud. */
export function spokenKeys(combination: string, isApple: boolean): string {
  const { other } = helpTexts.modifiers;
  const names: Record<string, string> = isApple ? { ...other, Mod: "Command", Alt: "Option" } : other;
  return combination
    .split("+")
    .map((key) => names[key] ?? helpTexts.spoken[key] ?? capital(key))
    .join(" ");
}

function modifierName(key: string, isApple: boolean): string | undefined {
  const names: Record<string, string> = helpTexts.modifiers[isApple ? "apple" : "other"];
  return names[key];
}

function capital(key: string): string {
  return key.length === 1 ? key.toUpperCase() : key;
}
