import type { Candidate } from "#models/vision/decode-candidates.ts";
import type { LocalRuntime } from "./choose-runtime.ts";
import type { ModelDescriptor } from "#models/zoo/descriptor.ts";

export type ToLocal =
  | { kind: "open"; address: string; form: Pick<ModelDescriptor, "form" | "input" | "preprocessing"> }
  /** RGBA as a canvas gives it. */
  | { kind: "frame"; id: number; pixels: ArrayBuffer; width: number; height: number };

export type FromLocal =
  /** `problem`: why it is not on the card. */
  | { kind: "ready"; runtime: LocalRuntime; threads: number; problem: string | null }
  | { kind: "answer"; id: number; candidates: Candidate[]; modelMs: number }
  | { kind: "failed"; reason: string };
