import { TriangleAlert } from "lucide-react";
import type { WorkerInfo } from "#server/contract/worker.ts";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { formatCount } from "#app/_lib/format-count.ts";
import { formatMemory } from "#models/training/format-memory.ts";
import { WorkerState } from "./worker-state.tsx";

const ENGINE_TITLES: Readonly<Record<string, string>> = {
  cpu: "ONNX Runtime, CPU",
  webgpu: "ONNX Runtime, WebGPU",
  cuda: "ONNX Runtime, CUDA",
  tfjs: "TensorFlow.js",
};

type WorkerRowProps = { cohortId: string; worker: WorkerInfo };

export function WorkerRow({ cohortId, worker }: WorkerRowProps) {
  const { device, memoryBytes, imagesPerSecond, provider, versions, refused } = worker;
  return (
    <li className="flex flex-col gap-3 px-4 py-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-col gap-0.5">
          <h2 className="font-medium wrap-anywhere">{device ?? "Finding out what is here…"}</h2>
          <p className="text-[0.8125rem] text-muted-foreground wrap-anywhere">
            {worker.hostname}, seen <RelativeTime at={worker.seenAt} />
          </p>
        </div>
        <WorkerState cohortId={cohortId} worker={worker} />
      </div>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-[repeat(3,auto)_1fr]">
        <Fact name="Engine">{provider === null ? "–" : (ENGINE_TITLES[provider] ?? provider)}</Fact>
        <Fact name="Images/s">{imagesPerSecond === null ? "–" : formatCount(imagesPerSecond)}</Fact>
        <Fact name="Memory">{memoryBytes === null ? "–" : formatMemory(memoryBytes)}</Fact>
        <Fact name="Versions">
          {versions === null
            ? "–"
            : Object.entries(versions)
                .map(([name, version]) => `${name} ${version}`)
                .join(", ")}
        </Fact>
      </dl>
      {refused.length > 0 && (
        <ul aria-label="Not used" className="flex flex-col gap-1.5 text-[0.8125rem]">
          {refused.map(({ provider: name, reason }) => (
            <li key={name} className="flex gap-2 text-muted-foreground">
              <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0 text-warning-text" />
              <span className="min-w-0 wrap-anywhere">
                <span className="font-medium text-foreground">{ENGINE_TITLES[name] ?? name}</span> is not
                used: {reason}
              </span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div className="flex min-w-0 flex-col">
      <dt className="text-[0.8125rem] text-muted-foreground">{name}</dt>
      <dd className="num text-sm wrap-anywhere">{children}</dd>
    </div>
  );
}
