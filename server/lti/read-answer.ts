import type { OutsideAnswer } from "./ask-outside.ts";
import { PlatformTrouble } from "./platform-trouble.ts";

/** @throws PlatformTrouble where it is no JSON. */
export function readAnswer({ text }: OutsideAnswer): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new PlatformTrouble("refused", "The platform answered with something that is no JSON.");
  }
}
