/**
 * How a worker is started. It watches over its children for weeks: a small young generation and few pools of native memory
 * keep it from growing (+0.7 % in an hour, where it was +26 %: docs/reliability.md).
 */
export const LEAN_PROCESS = {
  env: { MALLOC_ARENA_MAX: "2" },
  nodeOptions: ["--max-semi-space-size=2"],
} as const;
