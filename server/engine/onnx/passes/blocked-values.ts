import type { Convolution } from "../operators/convolution.ts";
import { emitSplitConvolution } from "../operators/emit-split-convolution.ts";
import type { GraphBuilder } from "../graph/graph-builder.ts";

/**
 * Convolutions in ONNX Runtime's blocked layout [batch, channels / block, h, w, block], where they run up to twice as
 * fast. The runtime rewrites a graph to it only where kernels are constants, which they are not while training.
 * A value that is known in both layouts is not converted again.
 * Source: onnxruntime/core/graph/contrib_ops/nhwc_schema_defs.cc and core/mlas/lib/reorder.cpp, release 1.30.
 */
export class BlockedValues {
  readonly #graph: GraphBuilder;
  readonly #blockSize: number;
  readonly #blockedOf = new Map<string, string>();

  constructor(graph: GraphBuilder) {
    this.#graph = graph;
    this.#blockSize = graph.target.blockSize;
  }

  /** A convolution of plain values, [batch, channels, h, w] to [batch, filters, h', w'], in whichever layout is faster. */
  convolve(convolution: Convolution): string {
    const { input, kernel, bias, channels, filters, size, strides, dilations, pads, groups } = convolution;
    const operands = bias === undefined ? [input, kernel] : [input, kernel, bias];
    const attributes = { kernel_shape: size, strides, dilations, pads, group: groups };
    if (
      !this.#graph.target.hasAnyGroups &&
      groups > 1 &&
      (filters / groups) % 4 !== 0 &&
      filters / groups > 4
    ) {
      return emitSplitConvolution(this.#graph, convolution);
    }
    if (!this.#fits(convolution)) return this.#graph.node("Conv", operands, attributes);

    const isThin = channels / groups < this.#blockSize;
    const source = channels < this.#blockSize ? input : this.toBlocked(input);
    const blocks = this.#blockKernel(convolution, isThin);
    const blocked = this.#graph.blocked("Conv", [source, blocks, ...(bias === undefined ? [] : [bias])], {
      ...attributes,
      auto_pad: "NOTSET",
    });
    const output = this.#graph.blocked("ReorderOutput", [blocked], { channels: filters });
    this.#blockedOf.set(output, blocked);
    return output;
  }

  /** Whole blocks of filters; whole blocks of channels, or fewer than one. Groups of one channel and one filter. */
  #fits({ channels, filters, groups }: Convolution): boolean {
    const block = this.#blockSize;
    if (block <= 1 || filters % block !== 0) return false;
    if (groups > 1) return groups === channels && groups === filters;
    return channels % block === 0 || channels < block;
  }

  /** A plain value of whole blocks of channels, in the blocked layout. */
  toBlocked(value: string): string {
    const known = this.#blockedOf.get(value);
    if (known !== undefined) return known;
    const blocked = this.#graph.blocked("ReorderInput", [value]);
    this.#blockedOf.set(value, blocked);
    return blocked;
  }

  /** MLAS's OIHWBiBo, or OIHWBo for a thin or depthwise one: the block of filters lies innermost. */
  #blockKernel({ kernel, filters, size, ...convolution }: Convolution, isThin: boolean): string {
    const block = this.#blockSize;
    const channels = convolution.channels / convolution.groups;
    const split = isThin
      ? [filters / block, block, channels, ...size]
      : [filters / block, block, channels / block, block, ...size];
    const perm = isThin ? [0, 2, 3, 4, 1] : [0, 2, 4, 5, 3, 1];
    const parts = this.#graph.node("Reshape", [kernel, this.#graph.ints(split)]);
    const ordered = this.#graph.node("Transpose", [parts], { perm });
    return this.#graph.node("Reshape", [ordered, this.#graph.ints([filters, channels, ...size])]);
  }
}
