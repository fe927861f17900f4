import { expect, test } from "vitest";
import { isPrivateAddress } from "./private-address.ts";

test.each([
  ["127.0.0.1", true],
  ["10.1.2.3", true],
  ["100.100.0.1", true],
  ["169.254.169.254", true],
  ["172.31.255.255", true],
  ["172.32.0.1", false],
  ["192.168.0.1", true],
  ["0.0.0.0", true],
  ["255.255.255.255", true],
  ["140.82.121.3", false],
  ["::1", true],
  ["::", true],
  ["fd00::1", true],
  ["fe80::1", true],
  ["::ffff:127.0.0.1", true],
  ["::ffff:7f00:1", true],
  ["::ffff:8.8.8.8", false],
  ["64:ff9b::7f00:1", true],
  ["2606:50c0:8000::153", false],
  ["localhost", true],
] as const)("%s is private: %s", (address, expected) => {
  expect(isPrivateAddress(address)).toBe(expected);
});
