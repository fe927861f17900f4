import { z } from "zod";
import { exerciseFile, type ExerciseFile } from "#models/exercises/exercise.ts";

const MAX_BYTES = 2 ** 20;

type ReadFile = { ok: true; file: ExerciseFile } | { ok: false; reason: string };

export async function readExerciseFile(chosen: Pick<File, "size" | "text">): Promise<ReadFile> {
  if (chosen.size > MAX_BYTES) return { ok: false, reason: "An exercise has at most 1 MB." };
  let json: unknown;
  try {
    json = JSON.parse(await chosen.text());
  } catch {
    return { ok: false, reason: "Expected a file that an exercise was exported to; this is no JSON." };
  }
  const parsed = exerciseFile.safeParse(json);
  if (parsed.success) return { ok: true, file: parsed.data };
  return { ok: false, reason: z.prettifyError(parsed.error).split("\n").slice(0, 3).join(" ") };
}
