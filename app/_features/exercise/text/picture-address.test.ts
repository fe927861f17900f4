import { expect, test } from "vitest";
import { pictureAddress } from "./picture-address.ts";

test.each([
  ["picture:matrix", "data:image/png;base64,AA=="],
  ["picture:other", ""],
  ["picture:constructor", ""],
  ["https://elsewhere.example/a.png", ""],
  ["data:image/svg+xml,<svg onload=alert(1)>", ""],
  ["javascript:alert(1)", ""],
  ["//elsewhere.example/a.png", ""],
])("%s is %s", (url, address) => {
  expect(pictureAddress(url, { matrix: "data:image/png;base64,AA==" })).toBe(address);
});
