import { counted } from "#app/_lib/counted.ts";
import type { Teamwork } from "#models/teams/teamwork.ts";

/** `2 to 3 members`. */
export function sizeText({ minSize, maxSize }: Pick<Teamwork, "minSize" | "maxSize">): string {
  return minSize === maxSize ? counted(maxSize, "member") : `${minSize} to ${counted(maxSize, "member")}`;
}
