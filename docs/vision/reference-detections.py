"""Detections by the models' own pre- and post-processing, which models/vision is held against.

  pip install onnxruntime==1.30.0 opencv-python-headless==4.12.0.88
  python docs/vision/reference-detections.py MODELS_FOLDER MEDIA_FOLDER > server/vision/testing/reference-detections.json

YOLOX: yolox/data/data_augment.py preproc, yolox/utils/boxes.py postprocess (Megvii-BaseDetection/YOLOX, Apache-2.0).
Ultralytics: LetterBox and non_max_suppression as predict() calls them, scale_boxes.
"""
import json
import sys

import cv2
import numpy as np
import onnxruntime as ort

CONF, IOU = 0.25, 0.45
models, media = sys.argv[1:3]


def yolox(session, picture, size):
    ratio = min(size / picture.shape[0], size / picture.shape[1])
    resized = cv2.resize(
        picture, (int(picture.shape[1] * ratio), int(picture.shape[0] * ratio)), interpolation=cv2.INTER_LINEAR
    )
    padded = np.full((size, size, 3), 114, np.uint8)
    padded[: resized.shape[0], : resized.shape[1]] = resized
    tensor = np.ascontiguousarray(padded.transpose(2, 0, 1), np.float32)[None]
    output = session.run(None, {"images": tensor})[0][0]
    grids, strides = [], []
    for stride in (8, 16, 32):
        xv, yv = np.meshgrid(np.arange(size // stride), np.arange(size // stride))
        grids.append(np.stack((xv, yv), 2).reshape(-1, 2))
        strides.append(np.full((grids[-1].shape[0], 1), stride))
    grids, strides = np.concatenate(grids), np.concatenate(strides)
    centre = (output[:, :2] + grids) * strides
    extent = np.exp(output[:, 2:4]) * strides
    scores = output[:, 4:5] * output[:, 5:]
    return centre, extent, scores, lambda boxes: boxes / ratio


def ultralytics(session, picture, size):
    height, width = picture.shape[:2]
    ratio = min(size / height, size / width)
    new = round(width * ratio), round(height * ratio)
    dw, dh = (size - new[0]) / 2, (size - new[1]) / 2
    resized = cv2.resize(picture, new, interpolation=cv2.INTER_LINEAR) if new != (width, height) else picture
    top, left = round(dh - 0.1), round(dw - 0.1)
    padded = cv2.copyMakeBorder(
        resized, top, round(dh + 0.1), left, round(dw + 0.1), cv2.BORDER_CONSTANT, value=(114,) * 3
    )
    tensor = padded[..., ::-1].transpose(2, 0, 1)[None].astype(np.float32) / 255
    output = session.run(None, {"images": np.ascontiguousarray(tensor)})[0][0].T

    def scale(boxes):
        boxes = (boxes - [left, top, left, top]) / ratio
        return boxes.clip([0, 0, 0, 0], [width, height, width, height])

    return output[:, :2], output[:, 2:4], output[:, 4:], scale


def suppress(boxes, scores, classes):
    """Best first; torchvision.ops.batched_nms: a box is dropped for a better one of its class with IoU > the threshold."""
    kept = []
    for i in np.argsort(-scores, kind="stable"):
        for k in kept:
            if classes[k] != classes[i]:
                continue
            lt, rb = np.maximum(boxes[i, :2], boxes[k, :2]), np.minimum(boxes[i, 2:], boxes[k, 2:])
            inter = np.prod(np.clip(rb - lt, 0, None))
            area = np.prod(boxes[i, 2:] - boxes[i, :2]) + np.prod(boxes[k, 2:] - boxes[k, :2])
            if inter / (area - inter) > IOU:
                break
        else:
            kept.append(i)
    return kept


result = {}
for name, run, size in (("yolox_nano", yolox, 416), ("yolo11n", ultralytics, 640)):
    session = ort.InferenceSession(f"{models}/{name}.onnx", providers=["CPUExecutionProvider"])
    for file in ("bus.jpg", "dog.jpg", "truck.jpg", "street_car_bicycle.jpg"):
        centre, extent, all_scores, scale = run(session, cv2.imread(f"{media}/{file}"), size)
        scores, classes = all_scores.max(1), all_scores.argmax(1)
        keep = scores > CONF
        boxes = np.concatenate((centre - extent / 2, centre + extent / 2), 1)[keep].astype(np.float64)
        scores, classes = scores[keep], classes[keep]
        kept = suppress(boxes, scores, classes)
        result.setdefault(name, {})[file] = [
            [*(round(float(v), 2) for v in scale(boxes[i])), round(float(scores[i]), 5), int(classes[i])] for i in kept
        ]
lines = [
    f' {json.dumps(model)}: {{\n' + ",\n".join(f'  {json.dumps(f)}: {json.dumps(b)}' for f, b in files.items()) + "\n }"
    for model, files in result.items()
]
print("{\n" + ",\n".join(lines) + "\n}")
