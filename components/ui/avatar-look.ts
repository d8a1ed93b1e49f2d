const hues = [22, 48, 78, 118, 152, 184, 214, 244, 274, 304, 334, 358] as const;

/** The same colour and initials for the same name, everywhere and always. Hue in degrees of oklch. */
export function avatarLook(id: string, name: string): { hue: number; initials: string } {
  let hash = 2_166_136_261;
  for (const character of id) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  const [first = "?", second] = words;
  const letters = second === undefined ? [...first].slice(0, 2) : [[...first][0], [...second][0]];
  return { hue: hues[hash % hues.length] ?? 214, initials: letters.join("").toUpperCase() };
}
