"""Training steps in PyTorch, the same as in lib/compute-models.ts: prints {"best_ms", "median_ms", "loss"} as JSON.

    compute.py transformer|gru|unet [--width 128] [--layers 4] [--threads 1] [--device cpu] [--steps 20]
"""
import argparse
import json
import math
import statistics
import time

import torch
import torch.nn.functional as F
from torch import nn

VOCABULARY, HEADS, TIME, BATCH = 256, 4, 128, 8


class Attention(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.project = nn.Linear(width, 3 * width, bias=False)
        self.merge = nn.Linear(width, width, bias=False)
        size = width // HEADS
        waves = 10000.0 ** (-torch.arange(size // 2).float() / (size // 2))
        angles = torch.arange(TIME).float()[:, None] * waves.repeat(2)[None]
        self.register_buffer("cos", angles.cos())
        self.register_buffer("sin", angles.sin())
        self.register_buffer("hidden", torch.ones(TIME, TIME).triu(1).bool())

    def turn(self, x):
        a, b = x.chunk(2, dim=-1)
        return x * self.cos + torch.cat((-b, a), dim=-1) * self.sin

    def forward(self, x):
        batch, t, width = x.shape
        q, k, v = (
            part.view(batch, t, HEADS, -1).transpose(1, 2) for part in self.project(x).chunk(3, dim=-1)
        )
        q, k = self.turn(q), self.turn(k)
        if hasattr(F, "scaled_dot_product_attention"):
            y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        else:
            scores = q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1])
            y = scores.masked_fill(self.hidden, -1e9).softmax(dim=-1) @ v
        return self.merge(y.transpose(1, 2).reshape(batch, t, width))


class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = Attention(width)
        self.wide, self.narrow = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x):
        x = x + self.attention(self.norm1(x))
        return x + self.narrow(F.gelu(self.wide(self.norm2(x))))


class Transformer(nn.Module):
    def __init__(self, width, layers):
        super().__init__()
        self.tokens = nn.Embedding(VOCABULARY, width)
        self.blocks = nn.Sequential(*(Block(width) for _ in range(layers)))
        self.norm, self.head = nn.LayerNorm(width), nn.Linear(width, VOCABULARY)

    def forward(self, tokens, targets):
        logits = self.head(self.norm(self.blocks(self.tokens(tokens))))
        return F.cross_entropy(logits.view(-1, VOCABULARY), targets.view(-1))


class Gru(nn.Module):
    """T = 64, B = 32."""

    def __init__(self, width):
        super().__init__()
        self.gru, self.head = nn.GRU(width, width), nn.Linear(width, width)

    def forward(self, x, y):
        return F.mse_loss(self.head(self.gru(x)[0]), y)


class UNet(nn.Module):
    """[4, 1, 128, 128], three levels of `width`, 2 and 4 times as many channels."""

    def __init__(self, width):
        super().__init__()
        a, b, c = width, 2 * width, 4 * width
        self.down = nn.ModuleList(
            nn.Conv2d(i, o, 3, padding=1, stride=s)
            for i, o, s in [(1, a, 1), (a, a, 1), (a, b, 2), (b, b, 1), (b, c, 2), (c, c, 1)]
        )
        self.up1, self.up2 = nn.ConvTranspose2d(c, b, 2, 2), nn.ConvTranspose2d(b, a, 2, 2)
        self.join1, self.join2 = nn.Conv2d(2 * b, b, 3, padding=1), nn.Conv2d(2 * a, a, 3, padding=1)
        self.head = nn.Conv2d(a, 1, 3, padding=1)

    def forward(self, x, y):
        d = self.down
        one = F.relu(d[1](F.relu(d[0](x))))
        two = F.relu(d[3](F.relu(d[2](one))))
        three = F.relu(d[5](F.relu(d[4](two))))
        up = F.relu(self.join1(torch.cat((self.up1(three), two), dim=1)))
        up = F.relu(self.join2(torch.cat((self.up2(up), one), dim=1)))
        return F.mse_loss(self.head(up), y)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model", choices=["transformer", "gru", "unet"])
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    device = options.device
    if options.model == "transformer":
        model = Transformer(options.width, options.layers)
        ids = torch.randint(VOCABULARY, (BATCH, TIME + 1))
        batch = ids[:, :-1].contiguous(), ids[:, 1:].contiguous()
    elif options.model == "gru":
        model = Gru(options.width)
        batch = torch.randn(64, 32, options.width), torch.randn(64, 32, options.width)
    else:
        model = UNet(options.width)
        batch = torch.randn(4, 1, 128, 128), torch.randn(4, 1, 128, 128)
    model = model.to(device)
    batch = [each.to(device) for each in batch]
    optimiser = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.1)
    wait = torch.cuda.synchronize if device == "cuda" else lambda: None
    times = []
    for _ in range(options.steps):
        begin = time.perf_counter()
        optimiser.zero_grad(set_to_none=True)
        loss = model(*batch)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        value = loss.item()
        wait()
        times.append((time.perf_counter() - begin) * 1000)
    times = times[3:]
    figures = {"best_ms": min(times), "median_ms": statistics.median(times), "loss": value}
    print(json.dumps({**figures, "torch": torch.__version__}))


main()
