"""Time a Jupyter kernel from process start to its first result, and its later cells, beside a peer, in turns.

usage: kernel_latency.py KERNEL PEER ROUNDS CELLS; prints a Markdown table of medians and ratios.
"""
import os
import queue
import statistics
import subprocess
import sys
import time

import zmq
from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

GIVE_UP = 60


def cells(language, count):
    """The first cell, then cells that each define a variable and end in a value, in the language of the kernel."""
    define = "var x{0} = {0} * 2;\nx{0} + 1" if language.lower().startswith("c#") else "x{0} = {0} * 2\nx{0} + 1"
    return [("1+1", "2")] + [(define.format(k), str(2 * k + 1)) for k in range(1, count + 1)]


def wait_until_it_listens(manager, client, deadline):
    """As front ends do: ask for kernel_info until both the answer and a status message have arrived."""
    answered = heard = False
    asked = 0
    while not (answered and heard):
        now = time.perf_counter()
        if now > deadline:
            raise SystemExit(f"The kernel did not answer within {GIVE_UP} s.")
        if now - asked > 0.25:
            if not manager.is_alive():
                raise SystemExit(f"The kernel {manager.kernel_name} ended before it answered.")
            client.kernel_info()
            asked = now
        for channel in ("shell", "iopub"):
            try:
                message = getattr(client, f"get_{channel}_msg")(timeout=0.002)
            except queue.Empty:
                continue
            answered |= message["msg_type"] == "kernel_info_reply"
            heard |= channel == "iopub"


def run(client, code, expected):
    """Seconds from sending a cell to receiving its result."""
    start = time.perf_counter()
    request = client.execute(code)
    result = took = None
    while True:
        message = client.get_iopub_msg(timeout=GIVE_UP)
        if message["parent_header"].get("msg_id") != request:
            continue
        if message["msg_type"] == "execute_result":
            took, result = time.perf_counter() - start, message["content"]["data"]["text/plain"]
        elif message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            break
    while client.get_shell_msg(timeout=GIVE_UP)["parent_header"].get("msg_id") != request:
        pass
    if result != expected:
        raise SystemExit(f"{code!r} gave {result!r} instead of {expected!r}.")
    return took


def trial(name, count):
    """Process start to first result, and the times of the cells after it."""
    context = zmq.Context()
    context.setsockopt(zmq.RECONNECT_IVL, 5)
    manager = KernelManager(kernel_name=name, context=context)
    start = time.perf_counter()
    manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    client = manager.client()
    try:
        client.start_channels(stdin=False, hb=False)
        wait_until_it_listens(manager, client, start + GIVE_UP)
        (code, expected), *later = cells(manager.kernel_spec.language, count)
        run(client, code, expected)
        first = time.perf_counter() - start
        return first, [run(client, *cell) for cell in later]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def main():
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # IPython's kernel warns otherwise
    ours, peer, rounds, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    for name in (ours, peer):
        try:
            KernelSpecManager().get_kernel_spec(name)
        except NoSuchKernel:
            raise SystemExit(f"Jupyter knows no kernel named {name}.")
    starts, laters = {ours: [], peer: []}, {ours: [], peer: []}
    for name in (ours, peer):
        trial(name, 1)  # files into the cache of the operating system
    for turn in range(rounds):
        for name in (ours, peer) if turn % 2 == 0 else (peer, ours):
            first, later = trial(name, count)
            starts[name].append(first)
            laters[name] += later
            print(f"{turn + 1}/{rounds} {name}: {first:.3f} s, then {1000 * statistics.median(later):.1f} ms a cell", file=sys.stderr)

    def row(what, times, quantity, unit, scale, goal):
        a, b = quantity(times[ours]), quantity(times[peer])
        print(f"| {what} | {scale * a:.{3 if unit == 's' else 1}f} {unit} | {scale * b:.{3 if unit == 's' else 1}f} {unit} | ×{a / b:.2f} | {goal} |")

    def tenth_worst(times):
        return sorted(times)[int(0.9 * (len(times) - 1))]

    print(f"| | {ours} | {peer} | ratio | goal |\n|---|---|---|---|---|")
    row("process start to first `1+1`, median", starts, statistics.median, "s", 1, "≤ ×1.5")
    row("the same, fastest", starts, min, "s", 1, "")
    row("later cell, median", laters, statistics.median, "ms", 1000, "≤ ×3")
    row("later cell, 90 % are faster", laters, tenth_worst, "ms", 1000, "")
    print(f"\n{rounds} processes of each, in turns; {count} later cells in each.")


main()
