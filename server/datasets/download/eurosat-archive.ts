/**
 * The archive as its authors publish it: P. Helber et al., EuroSAT, version 2, https://zenodo.org/records/7711810.
 * Zenodo itself publishes the MD5, f46e308c4d50d4bf32fedad2d3d62f3b; size and SHA-256 are those of that same file.
 */
export const EUROSAT_ARCHIVE = {
  url: "https://zenodo.org/records/7711810/files/EuroSAT_RGB.zip?download=1",
  fileName: "EuroSAT_RGB.zip",
  bytes: 94_658_721,
  sha256: "b4f5b234ecb7d7ff9c6cddb046543b4717c53fd6e9815be6c0e80cc614f51b90",
} as const satisfies Archive;

export type Archive = { url: string; fileName: string; bytes: number; sha256: string };
