const MIB = 1024 ** 2;

/** 3145728 as `3.0 MiB`. */
export function formatBytes(bytes: number): string {
  if (bytes < MIB) return `${Math.max(1, Math.round(bytes / 1024))} KiB`;
  if (bytes < 1024 * MIB) return `${(bytes / MIB).toFixed(1)} MiB`;
  return `${(bytes / MIB / 1024).toFixed(2)} GiB`;
}
