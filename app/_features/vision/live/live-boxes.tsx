import { classColour } from "#models/vision/class-colour.ts";
import type { Size } from "#models/vision/box.ts";
import type { Found } from "../detect/found.ts";

/** Boxes over what moves. */
export function LiveBoxes({ found, size }: { found: readonly Found[]; size: Size }) {
  const percent = (value: number, of: number) => `${(100 * value) / of}%`;
  return (
    <div aria-hidden className="pointer-events-none absolute inset-0">
      {found.toReversed().map((each) => (
        <div
          key={each.key}
          className="absolute border-2"
          style={{
            left: percent(each.left, size.width),
            top: percent(each.top, size.height),
            width: percent(each.right - each.left, size.width),
            height: percent(each.bottom - each.top, size.height),
            borderColor: classColour(each.classIndex),
          }}
        >
          <span
            className="absolute top-0 left-0 px-1 text-[0.6875rem] leading-4 font-medium whitespace-nowrap text-black"
            style={{ backgroundColor: classColour(each.classIndex) }}
          >
            {each.class} {each.conf.toFixed(2)}
          </span>
        </div>
      ))}
    </div>
  );
}
