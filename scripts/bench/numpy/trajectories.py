"""Trajectories of four denoisers by Heun's method, as anybody would write them in NumPy. Reads a folder, prints JSON with milliseconds, writes the samples."""

import json
import math
import sys
import time
from pathlib import Path

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

folder = Path(sys.argv[1])
plan = json.loads((folder / "plan.json").read_text())
sigmas, sigma_data, dim = plan["sigmas"], plan["sigmaData"], plan["dim"]


def read(name, *shape):
    return np.fromfile(folder / f"{name}.bin", dtype=np.float32).reshape(shape)


start, images, mean = read("start", -1, dim), read("images", -1, dim), read("mean", dim)
eigenvalues = read("eigenvalues", -1)
modes, maps, biases = read("modes", -1, dim), read("maps", -1, dim, dim), read("biases", -1, dim)
values, parameters, offset = read("parameters", -1), {}, 0
for spec in plan["specs"]:
    size = int(np.prod(spec["shape"]))
    parameters[spec["name"]] = values[offset : offset + size].reshape(spec["shape"])
    offset += size


def gaussian(x, sigma):
    z = (x - mean) @ modes.T
    return mean + (z * (eigenvalues / (eigenvalues + sigma**2))) @ modes


def linear(x, sigma):
    level = sigmas.index(sigma)
    return x @ maps[level].T + biases[level]


half_norms = 0.5 * np.sum((images - mean) ** 2, axis=1)
centered = images - mean


def multi_delta(x, sigma):
    logits = ((x - mean) @ centered.T - half_norms) / sigma**2
    weights = np.exp(logits - logits.max(axis=1, keepdims=True))
    return mean + (weights @ centered) / weights.sum(axis=1, keepdims=True)


def silu(x):
    return x / (1 + np.exp(-x))


def norm(x, scale, shift):
    return x / np.sqrt(np.mean(x**2, axis=-1, keepdims=True) + 1e-6) * scale + shift


def convolve(x, weight, stride=1, pad=None):
    size, _, depth, out = weight.shape
    pad = (size - 1) // 2 if pad is None else pad
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = sliding_window_view(padded, (size, size), axis=(1, 2))[:, ::stride, ::stride]
    columns = windows.transpose(0, 1, 2, 4, 5, 3).reshape(-1, size * size * depth)
    return (columns @ weight.reshape(-1, out)).reshape(*windows.shape[:3], out)


def unfold(x):
    count, height, width, depth = x.shape
    blocks = x.reshape(count, height, width, 2, 2, depth // 4).transpose(0, 1, 3, 2, 4, 5)
    return blocks.reshape(count, 2 * height, 2 * width, depth // 4)


def unet(x, c_noise):
    get = parameters.__getitem__
    image = x.reshape(-1, 28, 28, 1)
    frequencies = 2.0 ** (-3 + 6 * np.arange(16) / 15)
    angles = 2 * np.pi * frequencies * c_noise
    features = np.stack([np.sin(angles), np.cos(angles)], axis=1).reshape(1, -1).astype(np.float32)
    modulation = silu(features @ get("embed.hidden")) @ get("embed.modulation")
    column = 0

    def block(h, name):
        nonlocal column
        depth = h.shape[3]
        shift = modulation[:, column : column + depth]
        scale = modulation[:, column + depth : column + 2 * depth]
        column += 2 * depth
        first = convolve(silu(norm(h, get(f"{name}.scale"), get(f"{name}.shift"))), get(f"{name}.filter1"))
        return h + convolve(silu(norm(first, scale + 1, shift)), get(f"{name}.filter2"))

    def across(h):
        read_in = norm(h, get("global.scale"), get("global.shift")) @ get("global.reduce")
        hidden = silu(read_in.reshape(len(h), -1) @ get("global.hidden"))
        return (hidden @ get("global.output")).reshape(read_in.shape) @ get("global.expand")

    encoded = block(convolve(image, get("input.filter"), stride=2, pad=2), "encode14")
    depth = encoded.shape[3]
    h = convolve(encoded, get("down.weight").reshape(2, 2, depth, 2 * depth), stride=2, pad=0)
    h = block(h, "middle7a")
    h = block(h + across(h), "middle7b")
    h = block(encoded + unfold(h @ get("up.weight")), "decode14")
    coarse = convolve(silu(norm(h, get("fine.scale"), get("fine.shift"))), get("fine.filter"))
    fine = silu(unfold(coarse))
    return (convolve(fine, get("output.filter")) + convolve(image, get("output.inputFilter"))).reshape(-1, dim)


def network(x, sigma):
    total = sigma**2 + sigma_data**2
    c_skip, c_out, c_in = sigma_data**2 / total, sigma * sigma_data / math.sqrt(total), 1 / math.sqrt(total)
    return c_skip * x + c_out * unet((c_in * x).astype(np.float32), math.log(sigma) / 4)


def heun(denoise):
    x = start
    for now, later in zip(sigmas, [*sigmas[1:], 0]):
        slope = (x - denoise(x, now)) / now
        guess = x + (later - now) * slope
        if later > 0:
            slope = (slope + (guess - denoise(guess, later)) / later) / 2
            guess = x + (later - now) * slope
        x = guess.astype(np.float32)
    return x


elapsed = {}
for name, denoise in {"network": network, "gaussian": gaussian, "linear": linear, "multiDelta": multi_delta}.items():
    began = time.perf_counter()
    samples = heun(denoise)
    elapsed[name] = 1000 * (time.perf_counter() - began)
    samples.astype(np.float32).tofile(folder / f"samples-{name}.bin")
print(json.dumps(elapsed))
