/** As much of a name as fits, without half a character at its end. */
export function shortName(name: string, most: number): string {
  let kept = "";
  for (const character of name.trim()) {
    if (kept.length + character.length > most) break;
    kept += character;
  }
  return kept.trim();
}
