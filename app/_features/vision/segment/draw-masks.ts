import { maskBox } from "#models/vision/mask/bitmap.ts";
import { decodeRle, type Rle } from "#models/vision/mask/rle.ts";

type Stamp = { canvas: HTMLCanvasElement; left: number; top: number };
type DrawOptions = { opacity: number; /** Alone at full strength, the others faint. */ chosen?: Rle | null };

/** A mask as a picture of its own in white, made once. */
const stamps = new WeakMap<Rle, Stamp | null>();

/** Draws masks in colours of their own, the largest first, so that none lies hidden. */
export function drawMasks(
  context: CanvasRenderingContext2D,
  masks: readonly { rle: Rle; area: number }[],
  { opacity, chosen = null }: DrawOptions,
): void {
  const ordered = masks.map(({ rle, area }, index) => ({ rle, area, index }));
  for (const { rle, index } of ordered.toSorted((a, b) => b.area - a.area)) {
    const stamp = stampOf(rle);
    if (stamp === null) continue;
    const ink = stamp.canvas.getContext("2d");
    if (ink === null) continue;
    ink.globalCompositeOperation = "source-in";
    ink.fillStyle = maskColour(index);
    ink.fillRect(0, 0, stamp.canvas.width, stamp.canvas.height);
    context.globalAlpha = chosen === null || rle === chosen ? opacity : opacity / 3;
    context.drawImage(stamp.canvas, stamp.left, stamp.top);
  }
  context.globalAlpha = 1;
}

/** Steps of the golden angle: neighbours in a list look different, however long it is. */
function maskColour(index: number): string {
  return `hsl(${Math.round(190 + index * 137.5) % 360} 85% 60%)`;
}

function stampOf(rle: Rle): Stamp | null {
  const known = stamps.get(rle);
  if (known !== undefined) return known;
  const { width, bits, height } = decodeRle(rle);
  const box = maskBox({ width, height, bits });
  const made = box === null ? null : { canvas: document.createElement("canvas"), ...box };
  if (made !== null) {
    made.canvas.width = made.right - made.left;
    made.canvas.height = made.bottom - made.top;
    const ink = made.canvas.getContext("2d");
    const image = ink?.createImageData(made.canvas.width, made.canvas.height);
    if (ink == null || image === undefined) return null;
    const alpha = new Uint32Array(image.data.buffer);
    for (let row = made.top; row < made.bottom; row += 1) {
      for (let column = made.left; column < made.right; column += 1) {
        if (bits[row * width + column] === 1) {
          alpha[(row - made.top) * made.canvas.width + column - made.left] = 0xffffffff;
        }
      }
    }
    ink.putImageData(image, 0, 0);
  }
  stamps.set(rle, made);
  return made;
}
