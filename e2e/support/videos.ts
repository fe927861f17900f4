import {
  ALL_FORMATS,
  BufferSource,
  BufferTarget,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathSource,
  Input,
  Mp4OutputFormat,
  Output,
} from "mediabunny";

type CopyOptions = {
  packets: number;
  /** Degrees clockwise, told in the file; its pictures stay as they are. */
  rotation?: 0 | 90 | 180 | 270;
  /** When a frame is shown, from when it was. Seconds. */
  at?: (time: number) => number;
};

/** The beginning of a video as MP4, its index first; nothing is coded anew. */
export async function copyVideo(
  file: string,
  { packets, rotation = 0, at = (time) => time }: CopyOptions,
): Promise<Buffer> {
  const input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(file) });
  const track = await input.getPrimaryVideoTrack();
  const [codec, decoderConfig] = [await track?.getCodec(), await track?.getDecoderConfig()];
  if (track === null || codec == null || decoderConfig == null) throw new Error(`${file} is no video`);
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: "in-memory" }), target });
  const source = new EncodedVideoPacketSource(codec);
  output.addVideoTrack(source, { rotation });
  await output.start();
  let copied = 0;
  for await (const packet of new EncodedPacketSink(track).packets()) {
    if (copied === packets) break;
    copied += 1;
    await source.add(packet.clone({ timestamp: at(packet.timestamp) }), { decoderConfig });
  }
  await output.finalize();
  input.dispose();
  if (target.buffer === null) throw new Error("Nothing was written");
  return Buffer.from(target.buffer);
}

/** When each frame of a video is shown, in their order, and its sides. */
export async function framesOf(
  bytes: Uint8Array,
): Promise<{ times: number[]; width: number; height: number }> {
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
  const track = await input.getPrimaryVideoTrack();
  if (track === null) throw new Error("This is no video");
  const times: number[] = [];
  for await (const { timestamp } of new EncodedPacketSink(track).packets()) times.push(timestamp);
  const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()];
  input.dispose();
  return { times: times.toSorted((a, b) => a - b), width, height };
}

/** A tenth of a second of silence as WAV. */
export function silentSound(): Buffer {
  const [rate, samples] = [8_000, 800];
  const header = Buffer.alloc(44);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(36 + samples * 2, 4);
  header.write("WAVEfmt ", 8, "latin1");
  // PCM of one channel with 16 bits a sample (Multimedia Programming Interface 1.0, 1991).
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(samples * 2, 40);
  return Buffer.concat([header, Buffer.alloc(samples * 2)]);
}
