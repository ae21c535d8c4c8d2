import { assert, property, string } from "fast-check";

import { publicAddress } from "../../../provider/common/public-address";

test("every id has a loopback address that a program can listen on, outside of 127.0.0.0/16", () => {
  assert(
    property(string(), (id) => {
      const address = publicAddress(id);
      expect(address).toMatch(/^127\.\d+\.\d+\.\d+$/);
      const [, second = 0, third = 0, fourth = 0] = address.split(".").map(Number);
      expect(second).toBeGreaterThanOrEqual(1);
      expect(fourth).toBeGreaterThanOrEqual(1);
      expect(fourth).toBeLessThanOrEqual(254);
      expect(Math.max(second, third)).toBeLessThanOrEqual(255);
      expect(publicAddress(id)).toBe(address);
    }),
  );
});

test("addresses are spread over the whole range", () => {
  const addresses = Array.from({ length: 2000 }, (_, index) => publicAddress(`i-${index}`).split("."));
  expect(new Set(addresses.map(String)).size).toBeGreaterThanOrEqual(1998);
  for (const part of [1, 2, 3])
    expect(new Set(addresses.map((numbers) => numbers[part])).size).toBeGreaterThan(240);
});

test("an id keeps its address in all releases: programs and tunnels agree on it", () => {
  expect(publicAddress("i-0123456789abcdef0")).toBe("127.56.115.114");
});
