/** FNV-1a of text, 32 bits, mixed at the end as MurmurHash3 does, so that like texts are far apart. */
function hashOf(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01_00_01_93) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Parts in an order that is one person's own, and the same whenever they look. */
export function inOwnOrder<Part extends { id: string }>(parts: readonly Part[], ofWhom: string): Part[] {
  const places = new Map(parts.map(({ id }) => [id, hashOf(`${id} ${ofWhom}`)]));
  return parts.toSorted(
    (a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0) || (a.id < b.id ? -1 : 1),
  );
}
