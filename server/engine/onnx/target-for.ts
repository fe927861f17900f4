import { detectBlockSize } from "./detect-block-size.ts";
import { PORTABLE, type Provider, type Target } from "./target.ts";

/** This machine's, for a provider. */
export async function targetFor(provider: Provider): Promise<Target> {
  switch (provider) {
    case "cpu":
      return { ...PORTABLE, provider, hasFusedMatMul: true, blockSize: await detectBlockSize() };
    case "webgpu":
      return { ...PORTABLE, provider, hasPoolPlaces: false, keepsOutputs: true, maxInputs: 8 };
    case "cuda":
      return { ...PORTABLE, provider, hasPoolPlaces: false, hasFusedMatMul: true };
  }
}
