import { Download } from "lucide-react";
import { buttonVariants } from "#app/components/ui/button.tsx";

const FILES = [
  { file: "model.onnx", label: "Model (ONNX)", needsModel: true, needsResult: false },
  { file: "result.json", label: "Results (JSON)", needsModel: false, needsResult: true },
  { file: "result.csv", label: "Results (CSV)", needsModel: false, needsResult: true },
  { file: "history.csv", label: "Epochs (CSV)", needsModel: false, needsResult: false },
] as const;

type DownloadsProps = { runId: string; hasModel: boolean; hasResult: boolean };

export function Downloads({ runId, hasModel, hasResult }: DownloadsProps) {
  const offered = FILES.filter((file) => (hasModel || !file.needsModel) && (hasResult || !file.needsResult));
  return (
    <ul className="flex flex-wrap gap-2" aria-label="Downloads">
      {offered.map(({ file, label }) => (
        <li key={file}>
          <a
            href={`/api/runs/${runId}/${file}`}
            download
            className={buttonVariants({ variant: "secondary", size: "sm" })}
          >
            <Download aria-hidden />
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}
