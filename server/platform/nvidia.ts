import { runProgram } from "./run-program.ts";

type NvidiaGpu = { model: string; memory: string; memoryBytes: number | null; driver: string };

export type Nvidia = {
  /** nvidia-smi is installed. */
  isThere: boolean;
  gpus: NvidiaGpu[];
  /** Why it names no GPU; null where it does. */
  problem: string | null;
};

/** NVIDIA's GPUs, as its driver names them. */
export async function queryNvidia(): Promise<Nvidia> {
  const { isThere, code, stdout, stderr } = await runProgram("nvidia-smi", [
    "--query-gpu=name,memory.total,driver_version",
    "--format=csv,noheader",
  ]);
  const gpus = stdout.split("\n").flatMap((line) => {
    const [model, memory, driver] = line.split(",").map((cell) => cell.trim());
    return model && memory && driver ? [{ model, memory, memoryBytes: mebibytes(memory), driver }] : [];
  });
  if (code === 0 && gpus.length > 0) return { isThere, gpus, problem: null };
  return { isThere, gpus: [], problem: (stderr || stdout).trim().split("\n")[0] || `code ${code}` };
}

/** `24576 MiB` in bytes. */
function mebibytes(text: string): number | null {
  const amount = /^(\d+) MiB$/.exec(text)?.[1];
  return amount === undefined ? null : Number(amount) * 1024 ** 2;
}
