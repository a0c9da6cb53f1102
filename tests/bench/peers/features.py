"""The peer of tests/bench/features.ts: the same analysis in numpy and scipy, in librosa's form (frames, rfft, matrix
products), one thread. Arguments: the mp3, a JSON file with the onset network. Prints CPU seconds by stage as JSON."""

import json
import math
import resource
import subprocess
import sys

import numpy as np
import scipy.fft
import scipy.ndimage
import scipy.signal


def cpu_seconds():
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def decode(path, rate):
    command = ["ffmpeg", "-loglevel", "error", "-threads", "1", "-i", path, "-f", "f32le", "-"]
    raw = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    return np.frombuffer(raw, dtype=np.float32).reshape(-1, 2).mean(axis=1)


def stft(signal, size, hop):
    """As librosa.stft: centred, blocks of columns of at most 256 KB through rfft, complex64."""
    padded = np.pad(signal, size // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, size)[::hop].T
    window = scipy.signal.get_window("hann", size).astype(np.float32)[:, None]
    window = window * np.float32(2 / window.sum())
    out = np.empty((size // 2 + 1, frames.shape[1]), dtype=np.complex64, order="F")
    columns = max(1, 2**18 // (out.shape[0] * out.itemsize))
    for start in range(0, out.shape[1], columns):
        stop = min(start + columns, out.shape[1])
        out[:, start:stop] = scipy.fft.rfft(window * frames[:, start:stop], axis=0)
    return out


def triangles(edges, rate, size):
    bins = np.arange(size // 2 + 1) * rate / size
    rows = []
    for low, middle, high in zip(edges, edges[1:], edges[2:]):
        rows.append(np.clip(np.minimum((bins - low) / (middle - low), (high - bins) / (high - middle)), 0, None))
    return np.array(rows, dtype=np.float32)


def log_edges(per_octave, low, high, minimum):
    edges = [low]
    while edges[-1] < high:
        edges.append(max(edges[-1] * 2 ** (1 / per_octave), edges[-1] + minimum))
    return np.array(edges)


def mel_edges(count, low, high):
    def mel(hz):
        return hz * 3 / 200 if hz < 1000 else 15 + math.log(hz / 1000) / (math.log(6.4) / 27)

    points = np.linspace(mel(low), mel(high), count + 2)
    return np.where(points < 15, points * 200 / 3, 1000 * np.exp(math.log(6.4) / 27 * (points - 15)))


def front(signal, rate, size, per_octave, lag, tops, hop):
    """Channels of one window: sums and maxima of rises by group, plain rises and falls by half."""
    edges = log_edges(per_octave, 30, 17000, rate / size)
    bank = triangles(edges, rate, size)
    bands = np.log2(1e-6 + bank @ np.abs(stft(signal, size, hop)))
    tops_by_frame = bands.max(axis=0)
    range_log2, fade = 60 / 6.0206, 0.015 / 6.0206
    loudest = np.empty_like(tops_by_frame)
    memory = -24 / 6.0206
    for index, top in enumerate(tops_by_frame):
        memory = max(top, memory - fade, -24 / 6.0206)
        loudest[index] = memory
    above = bands - (loudest - range_log2)
    heard = np.where(above >= 2, above, np.where(above > -2, (above + 2) ** 2 / 8, 0))
    before = np.concatenate([heard[:, :1]] * lag + [heard[:, :-lag]], axis=1)
    rises = np.maximum(0, heard - scipy.ndimage.maximum_filter1d(before, 3, axis=0))
    moves = heard - before
    group = np.searchsorted(tops, edges[1:-1], side="right")
    half = len(heard) // 2
    rows = [np.sqrt(rises[group == g].sum(axis=0) / 8) for g in range(len(tops) + 1)]
    rows += [0.3 * rises[group == g].max(axis=0) for g in range(len(tops) + 1)]
    for sign in (1, -1):
        rows += [np.sqrt(np.maximum(0, sign * part).sum(axis=0) / 32) for part in (moves[: half + 1], moves[half + 1 :])]
    return np.array(rows), heard.mean(axis=0) / 5


def network(channels, layers):
    x = channels.T.astype(np.float32)
    for index, layer in enumerate(layers):
        taps = layer["taps"]
        padded = np.pad(x, ((taps // 2, taps // 2), (0, 0)))
        windows = np.lib.stride_tricks.sliding_window_view(padded, taps, axis=0).transpose(0, 2, 1)
        weights = np.array(layer["weights"], dtype=np.float32).reshape(layer["outputs"], -1)
        x = windows.reshape(len(x), -1) @ weights.T + np.array(layer["biases"], dtype=np.float32)
        if index < len(layers) - 1:
            x = np.maximum(x, 0)
    return 1 / (1 + np.exp(-x[:, 0]))


def onsets(signal, rate, layers, threshold):
    hop = round(0.01 * rate)
    long, level = front(signal, rate, 2048, 24, 2, [130, 260, 520, 1040, 2080, 4160, 8300], hop)
    short, _ = front(signal, rate, 1024, 12, 1, [260, 1040, 4160], hop)
    probability = network(np.concatenate([long, short, level[None]]), layers)
    peaks = (probability == scipy.ndimage.maximum_filter1d(probability, 7)) & (probability >= threshold)
    cell = 64
    changes = np.diff(signal, prepend=0) ** 2
    energy = changes[: len(changes) // cell * cell].reshape(-1, cell).sum(axis=1)
    times = []
    for frame in np.flatnonzero(peaks):
        middle = round(frame * hop / cell)
        candidates = range(max(4, middle - 12), min(len(energy) - 4, middle + 13))
        ratios = [energy[c : c + 4].sum() / (energy[c - 4 : c].sum() + 6e-8) for c in candidates]
        best = int(np.argmax(ratios)) if ratios else 0
        clear = bool(ratios) and ratios[best] > 6.3
        times.append((candidates[best] * cell if clear else frame * hop) / rate)
    return np.array(times)


def autocorrelation_pitch(power, rate):
    correlation = scipy.fft.irfft(power)[: len(power)]
    lags = np.arange(int(0.45 * 2 * (len(power) - 1)))
    x = lags / (2 * (len(power) - 1))
    window = (1 - x) * (2 / 3 + np.cos(2 * np.pi * x) / 3) + np.sin(2 * np.pi * x) / (2 * np.pi)
    if correlation[0] < 1e-12:
        return 0.0, 0.0
    curve = correlation[lags] / correlation[0] / window
    fallen = np.flatnonzero(curve < 0.5)
    start = max(int(rate / 2000), fallen[0] if len(fallen) else len(curve))
    peaks = [p for p in scipy.signal.argrelmax(curve)[0] if p >= start and curve[p] > 0.17]
    if not peaks:
        return 0.0, 0.0
    highest = max(min(1, curve[p]) for p in peaks)
    first = next(p for p in peaks if min(1, curve[p]) >= 0.88 * highest)
    return rate / first, float(min(1, curve[first]))


def describe(signal, rate, times, size=2048, hop=512):
    power = np.abs(stft(signal, size, hop)) ** 2
    bank = triangles(mel_edges(40, 27.5, 16000), rate, size) / 1.5
    mel_db = 10 * np.log10(1e-8 + bank @ power)
    frequencies = np.arange(size // 2 + 1) * rate / size
    signs = np.signbit(signal)
    crossings = np.concatenate([[0], np.cumsum(signs[1:] != signs[:-1])])
    edges = np.concatenate([[0], times, [len(signal) / rate]])
    notes = np.round(69 + 12 * np.log2(np.maximum(frequencies, 1) / 440)).astype(int) % 12
    audible = (frequencies > 100) & (frequencies < 5000)
    rows = []
    for begin, end in zip(edges, edges[1:]):
        first = min(int(math.ceil(begin * rate / hop)), power.shape[1] - 1)
        last = max(first + 1, int(math.ceil(end * rate / hop)))
        part, levels = power[:, first:last], mel_db[:, first:last]
        mean = part.mean(axis=1)
        mel = bank @ mean
        colour = 10 * np.log10(mel[0::2] + mel[1::2] + 1e-8)
        colour = np.maximum(colour, colour.max() - 60)
        weight, band = np.sqrt(mel) + 1e-12, np.arange(40)
        centroid = (weight * band).sum() / weight.sum()
        spread = math.sqrt((weight * (band - centroid) ** 2).sum() / weight.sum())
        floor = mel.max() * 1e-6 + 1e-30
        flatness = (10 * np.log10(mel + floor)).mean() - 10 * math.log10(mel.mean() + floor)
        bounded = np.maximum(levels, levels.max() - 60)
        flux = np.abs(np.diff(bounded, axis=1)).mean() if bounded.shape[1] > 1 else 0
        amplitude = np.sqrt(part.sum(axis=0)) + 1e-12
        balance = (amplitude * (np.arange(len(amplitude)) + 0.5)).sum() / amplitude.sum() / len(amplitude)
        level = 10 * math.log10(mel.sum() + 1e-8)
        mfcc = scipy.fft.dct(10 * np.log10(mel + 1e-8), norm="ortho")[:13]
        magnitude = np.sqrt(mean)
        chroma = np.bincount(notes[audible], magnitude[audible], 12)
        brightness = (frequencies * magnitude).sum() / (magnitude.sum() + 1e-12)
        bandwidth = math.sqrt((((frequencies - brightness) ** 2) * magnitude).sum() / (magnitude.sum() + 1e-12))
        energy = np.cumsum(mean)
        rolloff = frequencies[np.searchsorted(energy, 0.85 * energy[-1])]
        pitch, confidence = autocorrelation_pitch(mean, rate)
        crossing = crossings[min(int(end * rate), len(signal) - 1)] - crossings[int(begin * rate)]
        peak = int(amplitude.argmax())
        tail = 20 * np.log10(amplitude[peak:] / amplitude[peak])
        decay = -np.polyfit(np.arange(len(tail)), tail, 1)[0] if len(tail) > 1 else 0
        attack = np.argmax(amplitude >= 0.9 * amplitude[peak]) - np.argmax(amplitude >= 0.1 * amplitude[peak])
        shape = [level, centroid, spread, flatness, flux, balance, brightness, bandwidth, rolloff, pitch, confidence]
        rows.append(np.concatenate([colour - colour.mean(), shape, mfcc, chroma, [crossing, decay, attack]]))
    return np.array(rows)


def main():
    path, layers_path = sys.argv[1:3]
    with open(layers_path, encoding="utf8") as file:
        onset_model = json.load(file)
    rate, seconds = 44100, {}
    begin = cpu_seconds()
    signal = decode(path, rate)
    seconds["decode"] = cpu_seconds() - begin
    begin = cpu_seconds()
    times = onsets(signal, rate, onset_model["layers"], onset_model["threshold"])
    seconds["onsets"] = cpu_seconds() - begin
    begin = cpu_seconds()
    table = describe(signal, rate, times)
    seconds["features"] = cpu_seconds() - begin
    print(json.dumps({"seconds": seconds, "onsets": len(times), "columns": table.shape[1]}))


main()
