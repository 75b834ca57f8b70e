"""A plot of cost against size as SVG: both axes logarithmic, a line a tool."""

import math

COLOURS = ["#d62728", "#1f77b4", "#2ca02c", "#9467bd", "#8c564b", "#e377c2", "#17becf", "#7f7f7f", "#bcbd22"]
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 860, 520, 70, 210, 46, 56


def _ticks(low, high):
    """1, 2 and 5 times powers of ten between two numbers."""
    ticks = []
    for power in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1):
        ticks += [factor * 10**power for factor in (1, 2, 5) if low <= factor * 10**power <= high]
    return ticks


def _label(number):
    return f"{number:g}"


def svg(title, series):
    """`series` maps names to lists of (megabytes, seconds)."""
    points = [point for line in series.values() for point in line if point[1] > 0]
    low_x, high_x = min(x for x, _ in points) * 0.9, max(x for x, _ in points) * 1.1
    low_y, high_y = min(y for _, y in points) * 0.7, max(y for _, y in points) * 1.4

    def place(x, y):
        right = (math.log(x) - math.log(low_x)) / (math.log(high_x) - math.log(low_x))
        up = (math.log(y) - math.log(low_y)) / (math.log(high_y) - math.log(low_y))
        return LEFT + right * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
        ' font-family="sans-serif" font-size="12">',
        '<rect width="100%" height="100%" fill="white"/>',
        f'<text x="{LEFT}" y="24" font-size="15">{title}</text>',
    ]
    for tick in _ticks(low_x, high_x):
        x, _ = place(tick, low_y)
        out.append(f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{HEIGHT - BOTTOM}" stroke="#ddd"/>')
        out.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{_label(tick)}</text>')
    for tick in _ticks(low_y, high_y):
        _, y = place(low_x, tick)
        out.append(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="#ddd"/>')
        out.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{_label(tick)}</text>')
    out.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 14}" text-anchor="middle">megabytes of text</text>')
    out.append(
        f'<text transform="translate(18 {HEIGHT / 2}) rotate(-90)" text-anchor="middle">CPU seconds (user and system)</text>'
    )
    # Labels at the right end of the lines, moved apart where they would touch.
    ends = []
    for number, (name, line) in enumerate(series.items()):
        line = sorted(point for point in line if point[1] > 0)
        if not line:
            continue
        colour = COLOURS[number % len(COLOURS)]
        width = 3 if name.startswith("Lect") else 1.6
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*point) for point in line))
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>')
        for point in line:
            x, y = place(*point)
            out.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>')
        ends.append((place(*line[-1])[1], name, colour))
    last = -math.inf
    for y, name, colour in sorted(ends):
        last = max(y, last + 15)
        out.append(f'<text x="{WIDTH - RIGHT + 10}" y="{last + 4:.1f}" fill="{colour}">{name}</text>')
    return "\n".join(out + ["</svg>", ""])
