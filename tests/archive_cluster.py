"""Reads an archive on a real cluster of two workers and kills one in the middle: python … FOLDER DATASET.

A program of its own: workers are processes that import the main module again.
"""

from __future__ import annotations

import os
import signal
import sys

from distributed import Client, LocalCluster

from detente.archive.making import archive


def main(source: str, folder: str) -> None:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as cluster:
        with Client(cluster) as client:
            victim = next(iter(client.run(os.getpid).values()))
        killed = []

        def progress(done: int, _found: int) -> None:
            if not killed:
                os.kill(victim, signal.SIGKILL)
                killed.append(done)

        made = archive(
            [source], folder, cluster=cluster.scheduler_address, parcel=2, progress=progress
        )
        print("killed after", killed[0], "of", made.items)


if __name__ == "__main__":
    main(*sys.argv[1:])
