import { DatasetError } from "../../dataset-error.ts";
import { LONGEST_NAME, LONGEST_PATH } from "./limits.ts";

const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$/i;
// Control characters, and those that turn the direction of what follows them.
const UNSEEN = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]/u;
const UNSEEN_ALL = new RegExp(UNSEEN, "gu");

/**
 * Holds that a path stays where it is unpacked, whatever system reads it.
 * @throws DatasetError `SOURCE_REFUSED`: an archive with such a path was not made by packing pictures.
 */
export function checkPath(path: string, label: string): void {
  const wrong = pathRefusal(path);
  if (wrong === undefined) return;
  throw new DatasetError("SOURCE_REFUSED", `${label} is refused: the path ${shown(path)} ${wrong}`);
}

function pathRefusal(path: string): string | undefined {
  if (path.length > LONGEST_PATH) return `is longer than ${LONGEST_PATH} characters`;
  if (path.includes("\\")) return "has backslashes. Pack the folder again with another program";
  if (path.startsWith("/") || /^[a-z]:/i.test(path))
    return "is absolute, it should begin with a folder's name";
  const parts = path.replace(/\/$/, "").split("/");
  if (parts.includes("..")) return "leads out of the archive";
  if (parts.some((part) => DEVICE.test(part))) return "is the name of a device";
  return undefined;
}

/** Why a name cannot be a class or stand in a report; undefined where it can. */
export function nameRefusal(name: string): string | undefined {
  if (name.trim() === "" || /^\.+$/.test(name)) return "has no name";
  if (name.length > LONGEST_NAME) return `has a name of more than ${LONGEST_NAME} characters`;
  if (UNSEEN.test(name)) return "has characters in its name that cannot be shown";
  return undefined;
}

/** A name as it can be shown: characters that cannot be seen become escapes, and long ones are cut. */
function shown(name: string): string {
  const visible = name.replaceAll(UNSEEN_ALL, escaped);
  return `"${visible.length > 120 ? `${visible.slice(0, 117)}...` : visible}"`;
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
