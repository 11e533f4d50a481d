"""Turns points into a plot of cost against operations, as SVG."""

from collections.abc import Sequence

WIDTH, HEIGHT, EDGE = 640, 400, 60


def plot(points: Sequence[tuple[int, float]], labels: Sequence[tuple[int, float, str]]) -> str:
    """Draw the series as a line, and single documents as named points; both axes begin at zero."""
    everything = [*points, *((x, y) for x, y, _ in labels)]
    most_x, most_y = max(x for x, _ in everything), max(y for _, y in everything)

    def at(x: float, y: float) -> tuple[float, float]:
        return (
            EDGE + x / most_x * (WIDTH - 2 * EDGE),
            HEIGHT - EDGE - y / most_y * (HEIGHT - 2 * EDGE),
        )

    line = " ".join("{:.1f},{:.1f}".format(*at(x, y)) for x, y in points)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">',
        "<style>text { font: 12px sans-serif }</style>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<path d="M{EDGE},{EDGE} V{HEIGHT - EDGE} H{WIDTH - EDGE}" fill="none" stroke="#555"/>',
        f'<polyline points="{line}" fill="none" stroke="#0a6375" stroke-width="2"/>',
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 15}" text-anchor="middle">operations</text>',
        f'<text x="{EDGE}" y="{EDGE - 15}">CPU seconds of a whole build</text>',
    ]
    for x, y in points:
        left, top = at(x, y)
        parts.append(f'<circle cx="{left:.1f}" cy="{top:.1f}" r="4" fill="#0a6375"/>')
        parts.append(f'<text x="{left:.1f}" y="{HEIGHT - EDGE + 18}" text-anchor="middle">{x:,}</text>')
        parts.append(f'<text x="{left - 8:.1f}" y="{top - 8:.1f}" text-anchor="end">{y:.1f}</text>')
    for x, y, name in labels:
        left, top = at(x, y)
        parts.append(f'<circle cx="{left:.1f}" cy="{top:.1f}" r="4" fill="#b3541e"/>')
        parts.append(f'<text x="{left + 8:.1f}" y="{top + 4:.1f}">{name} {y:.1f}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"
