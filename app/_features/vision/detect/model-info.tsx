import { formatCount } from "#app/_lib/format-count.ts";
import type { ModelDescriptor } from "#models/zoo/descriptor.ts";

/** As the lecture's: layers, parameters, GFLOPs, and the names of the classes. */
export function ModelInfo({ model }: { model: ModelDescriptor }) {
  const facts = [
    ["Layers with weights", formatCount(model.layers)],
    ["Parameters", formatCount(model.params)],
    ["GFLOPs", ((2 * model.multiplyAdds) / 1e9).toFixed(2)],
    ["Input", `${model.input.width} × ${model.input.height}`],
    ["File", `${(model.bytes / 1e6).toFixed(1)} MB`],
  ] as const;
  return (
    <div className="space-y-3 text-sm">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted-foreground">{name}</dt>
            <dd className="num text-right">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="text-xs text-muted-foreground">{model.licence}</p>
      <details>
        <summary className="cursor-pointer font-medium">{model.classes.length} classes</summary>
        <p className="mt-1 max-h-48 overflow-y-auto text-muted-foreground">{model.classes.join(", ")}</p>
      </details>
    </div>
  );
}
