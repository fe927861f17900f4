import { expect, test } from "vitest";
import { pictureName } from "./embed-picture.ts";

test.each([
  ["My Matrix.png", [], "my-matrix"],
  ["matrix.png", ["matrix", "matrix-2"], "matrix-3"],
  ["…….png", [], "picture"],
])("%s beside %j is %s", (file, taken, name) => {
  expect(pictureName(file, taken)).toBe(name);
});
