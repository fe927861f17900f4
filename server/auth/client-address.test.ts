import { expect, test } from "vitest";
import { trustedProxies } from "#server/platform/trusted-proxies.ts";
import { clientAddress, networkOf } from "./client-address.ts";

const proxies = (text: string) => trustedProxies.parse(text);

test.each([
  ["nobody is trusted", "", "127.0.0.1", "203.0.113.9", "127.0.0.1"],
  ["who connects is no proxy", "loopback", "198.51.100.1", "203.0.113.9", "198.51.100.1"],
  ["the proxy names nobody", "loopback", "127.0.0.1", undefined, "127.0.0.1"],
  ["one proxy", "loopback", "127.0.0.1", "203.0.113.9", "203.0.113.9"],
  ["one proxy, over IPv6", "loopback", "::1", "203.0.113.9", "203.0.113.9"],
  ["IPv4 in IPv6's form", "127.0.0.1", "::ffff:127.0.0.1", "::ffff:203.0.113.9", "203.0.113.9"],
  [
    "what the client wrote itself is left of it",
    "loopback",
    "127.0.0.1",
    "1.1.1.1, 203.0.113.9",
    "203.0.113.9",
  ],
  ["two proxies", "loopback, 10.0.0.0/8", "127.0.0.1", "1.1.1.1, 203.0.113.9, 10.1.2.3", "203.0.113.9"],
  ["a proxy that is not trusted", "loopback", "127.0.0.1", "203.0.113.9, 10.1.2.3", "10.1.2.3"],
  ["nothing but proxies", "loopback,10.0.0.0/8", "127.0.0.1", "10.0.0.2, 10.0.0.1", "10.0.0.2"],
  ["no address", "loopback", "127.0.0.1", "203.0.113.9, <script>", "127.0.0.1"],
  ["a port", "loopback", "127.0.0.1", "203.0.113.9:4711", "203.0.113.9"],
  ["IPv6 with a port", "2001:db8::/32", "2001:db8::1", "[2001:DB9::5]:4711", "2001:db9::5"],
])("%s", (...[, trusted, remote, header, expected]) => {
  expect(clientAddress(remote, header, proxies(trusted))).toBe(expected);
});

test.each(["nonsense", "10.0.0.0/33", "10.0.0.0/8/9", "10.0.0.0/", "::1/129", "loopback;127.0.0.1"])(
  "TRUSTED_PROXIES=%s is refused",
  (text) => {
    expect(trustedProxies.safeParse(text).success).toBe(false);
  },
);

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8:1:2::ffff", "2001:db8:1:2::/64"],
  ["2001:0db8:0001:0002::", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
])("%s is of the network %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
