# Workers alone, one target for each kind of machine; the web server and a plain CPU worker are docker/Dockerfile.
#   docker build -f docker/worker.Dockerfile --target webgpu -t strata-worker:webgpu .
# Each target chooses its engine at start by a check and a measurement, and falls back to the CPU: see docs/gpu.md.

FROM node:22-bookworm-slim AS build
WORKDIR /strata
ENV ONNXRUNTIME_NODE_INSTALL=skip
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN node -e "import('./server/cli/build.mjs').then((m) => m.buildServer())" \
 && npm prune --omit=dev

# onnxruntime-node's own script downloads the CUDA provider.
FROM build AS build-cuda
RUN ONNXRUNTIME_NODE_INSTALL=cuda12 node node_modules/onnxruntime-node/script/install

# TensorFlow.js's install script downloads libtensorflow, and compiles its binding where no prebuilt one fits.
FROM build AS build-tfjs
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates g++ make python3 \
 && rm -rf /var/lib/apt/lists/*
RUN npm install --no-save --omit=dev --legacy-peer-deps @tensorflow/tfjs-node-gpu@4.22.0

# --- cpu: any machine ---
FROM node:22-bookworm-slim AS cpu
WORKDIR /strata
ENV NODE_ENV=production STRATA_HOME=/var/lib/strata MALLOC_ARENA_MAX=2
RUN install -d -o node -g node /var/lib/strata
COPY --from=build /strata/package.json /strata/package-lock.json ./
COPY --from=build /strata/node_modules node_modules
COPY --from=build /strata/dist dist
USER 1000
VOLUME /var/lib/strata
CMD ["node", "--enable-source-maps", "--max-semi-space-size=2", "dist/worker.js"]

# --- webgpu: a GPU with a Vulkan driver ---
# NVIDIA: the container toolkit brings its driver and its Vulkan manifest in (docker run --gpus all). AMD and Intel: Mesa's
# drivers are in the image, and the container needs the device and its group
# (docker run --device /dev/dri --group-add "$(stat -c %g /dev/dri/renderD128)").
FROM cpu AS webgpu
USER 0
# libegl1 and libxext6: NVIDIA's driver wants them, though nothing is shown.
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install -y --no-install-recommends libegl1 libvulkan1 libxext6 mesa-vulkan-drivers \
 && rm -rf /var/lib/apt/lists/*
ENV NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,graphics,utility XDG_RUNTIME_DIR=/tmp
USER 1000

# --- cuda: an NVIDIA GPU, CUDA 12 and cuDNN 9 ---
FROM nvidia/cuda:12.6.3-cudnn-runtime-ubuntu22.04 AS cuda
WORKDIR /strata
COPY --from=node:22-bookworm-slim /usr/local/bin/node /usr/local/bin/node
ENV NODE_ENV=production STRATA_HOME=/var/lib/strata MALLOC_ARENA_MAX=2
RUN useradd --uid 1000 --create-home node \
 && install -d -o node -g node /var/lib/strata
COPY --from=build /strata/package.json /strata/package-lock.json ./
COPY --from=build-cuda /strata/node_modules node_modules
COPY --from=build /strata/dist dist
ENV NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,utility
USER 1000
VOLUME /var/lib/strata
CMD ["node", "--enable-source-maps", "--max-semi-space-size=2", "dist/worker.js"]

# --- tfjs: an NVIDIA GPU, CUDA 11.8 and cuDNN 8; TensorFlow.js 4.22 does not load on Node 23 and newer ---
FROM nvidia/cuda:11.8.0-cudnn8-runtime-ubuntu22.04 AS tfjs
WORKDIR /strata
COPY --from=node:22-bookworm-slim /usr/local/bin/node /usr/local/bin/node
ENV NODE_ENV=production STRATA_HOME=/var/lib/strata MALLOC_ARENA_MAX=2
RUN useradd --uid 1000 --create-home node \
 && install -d -o node -g node /var/lib/strata
COPY --from=build /strata/package.json /strata/package-lock.json ./
COPY --from=build-tfjs /strata/node_modules node_modules
COPY --from=build /strata/dist dist
ENV NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,utility
USER 1000
VOLUME /var/lib/strata
CMD ["node", "--enable-source-maps", "--max-semi-space-size=2", "dist/worker.js"]
