/** A file that its authors publish; it is downloaded from there and checked. */
type PublishedFile = { url: string; fileName: string; bytes: number; sha256: string };

/** A pretrained network that Strata knows by name. */
export type ZooEntry = {
  name: string;
  title: string;
  about: string;
  task: "detection" | "classification";
  licence: string;
  /** Whoever offers a service with it owes its source to those who use it: said before it is fetched. */
  isCopyleft: boolean;
  source: string;
  /** Null: its authors publish no ONNX file; `howToGet` says how one is made. */
  file: PublishedFile | null;
  howToGet: string | null;
  /** SHA-256 of other exports of the same weights. */
  otherExports: readonly string[];
};

const YOLOX = "https://github.com/Megvii-BaseDetection/YOLOX/releases/download/0.1.1rc0";
const ULTRALYTICS = "https://github.com/ultralytics/ultralytics";

function exportOf(weights: string): string {
  return `pip install ultralytics; yolo export model=${weights}.pt format=onnx`;
}

/** The first is what is used where nobody names one. */
export const ZOO: readonly ZooEntry[] = [
  {
    name: "yolox-nano",
    title: "YOLOX-Nano",
    about: "The smallest YOLOX: 80 classes of COCO at 416 x 416",
    task: "detection",
    licence: "Apache-2.0. Z. Ge et al., YOLOX: Exceeding YOLO Series in 2021, arXiv:2107.08430",
    isCopyleft: false,
    source: "https://github.com/Megvii-BaseDetection/YOLOX",
    file: {
      url: `${YOLOX}/yolox_nano.onnx`,
      fileName: "yolox_nano.onnx",
      bytes: 3_659_407,
      sha256: "c789161ed43c8269fcd4e67c67eeeb4e80c622da2eb296a20bc6007bd18a0b7d",
    },
    howToGet: null,
    otherExports: ["d39bee73564e338080378b0ad567fbb40e818b55bbfaf971de82a0267ed16b8a"],
  },
  {
    name: "yolox-tiny",
    title: "YOLOX-Tiny",
    about: "Five times as large and more certain: 80 classes of COCO at 416 x 416",
    task: "detection",
    licence: "Apache-2.0. Z. Ge et al., YOLOX: Exceeding YOLO Series in 2021, arXiv:2107.08430",
    isCopyleft: false,
    source: "https://github.com/Megvii-BaseDetection/YOLOX",
    file: {
      url: `${YOLOX}/yolox_tiny.onnx`,
      fileName: "yolox_tiny.onnx",
      bytes: 20_219_662,
      sha256: "427cc366d34e27ff7a03e2899b5e3671425c262ea2291f88bb942bc1cc70b0f7",
    },
    howToGet: null,
    otherExports: [],
  },
  {
    name: "yolov5su",
    title: "YOLOv5su",
    about: "The lecture's own: 80 classes of COCO at 640 x 640",
    task: "detection",
    licence: "AGPL-3.0, Ultralytics",
    isCopyleft: true,
    source: ULTRALYTICS,
    file: null,
    howToGet: exportOf("yolov5su"),
    otherExports: [],
  },
  {
    name: "yolov8n",
    title: "YOLOv8n",
    about: "80 classes of COCO at 640 x 640",
    task: "detection",
    licence: "AGPL-3.0, Ultralytics",
    isCopyleft: true,
    source: ULTRALYTICS,
    file: null,
    howToGet: exportOf("yolov8n"),
    otherExports: [],
  },
];

export const DEFAULT_MODEL = "yolox-nano";

export function zooEntry(name: string): ZooEntry | undefined {
  return ZOO.find((entry) => entry.name === name);
}

/** The entry whose weights a file holds, by its SHA-256. */
export function zooEntryOf(sha256: string): ZooEntry | undefined {
  return ZOO.find(({ file, otherExports }) => file?.sha256 === sha256 || otherExports.includes(sha256));
}

/** Whether a cohort may ask a network that is here. */
export function mayAsk(model: { name: string; cohortId: string | null }, cohortId: string): boolean {
  return model.cohortId === null || model.cohortId === cohortId || zooEntry(model.name) !== undefined;
}

/** How a model that is not there is had: two ways each. */
export function waysToGet(name: string): string {
  const entry = zooEntry(name);
  const add = "npm run -s models -- add FILE.onnx";
  if (entry === undefined) return `Bring its ONNX file (${add}), or name the file itself instead of a name.`;
  if (entry.file !== null) {
    return `Fetch it (npm run -s models -- get ${name}), or bring its file (${add}) from ${entry.file.url}`;
  }
  return `Its authors publish no ONNX file. Make one (${entry.howToGet ?? ""}) and bring it (${add}), or name the file itself instead of a name.`;
}
