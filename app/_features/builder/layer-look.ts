import {
  AudioLines,
  AudioWaveform,
  ChartNoAxesColumn,
  CircleDot,
  CirclePlus,
  CircleX,
  Contrast,
  Dices,
  FlipHorizontal2,
  Frame,
  Grid2x2,
  Grid3x3,
  Image,
  Layers,
  Layers2,
  type LucideIcon,
  Maximize2,
  Move,
  RotateCw,
  Rows3,
  Ruler,
  Scale,
  Scaling,
  Shapes,
  Share2,
  Sparkles,
  Spline,
  Target,
} from "lucide-react";
import type { LayerCategory } from "#models/layers/define-layer.ts";
import { layerOf } from "#models/layers/index.ts";

const ICONS: Record<string, LucideIcon> = {
  Input: Image,
  Conv2D: Grid3x3,
  DepthwiseConv2D: Layers2,
  SeparableConv2D: Layers2,
  Conv1D: AudioLines,
  MaxPooling2D: Grid2x2,
  AveragePooling2D: Grid2x2,
  GlobalAveragePooling2D: CircleDot,
  MaxPooling1D: ChartNoAxesColumn,
  AveragePooling1D: ChartNoAxesColumn,
  GlobalAveragePooling1D: CircleDot,
  UpSampling2D: Maximize2,
  Flatten: Rows3,
  Dense: Share2,
  Reshape: Shapes,
  ZeroPadding2D: Frame,
  Resizing: Scaling,
  Rescaling: Ruler,
  Activation: Spline,
  LeakyReLU: Spline,
  Add: CirclePlus,
  Multiply: CircleX,
  Concatenate: Layers,
  Dropout: Dices,
  SpatialDropout2D: Dices,
  GaussianNoise: AudioWaveform,
  RandomFlip: FlipHorizontal2,
  RandomRotation: RotateCw,
  RandomTranslation: Move,
  RandomContrast: Contrast,
  LayerNormalization: Scale,
  BatchNormalization: Scale,
  Output: Target,
};

export const CATEGORY_TITLES: Record<LayerCategory, string> = {
  input: "Ends",
  output: "Ends",
  convolution: "Convolution",
  pooling: "Pooling",
  core: "Core",
  activation: "Activation",
  merge: "Merge",
  regularization: "Regularization",
  augmentation: "Augmentation",
};

export type LayerLook = { icon: LucideIcon; color: string };

/** Icon and colour of a layer type, the same in the palette, on the canvas and in the inspector. */
export function lookOf(type: string): LayerLook {
  return { icon: ICONS[type] ?? Sparkles, color: `var(--layer-${layerOf(type)?.category ?? "input"})` };
}
