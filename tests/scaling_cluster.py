"""Runs a job on a real cluster of two workers and kills one in the middle: python … MODEL FOLDER.

A program of its own: workers are processes that import the main module again.
"""

from __future__ import annotations

import os
import signal
import sys

from distributed import Client, LocalCluster

from detente.model.files import load
from detente.scaling.running import run
from detente.scaling.work import Job


def main(model: str, folder: str) -> None:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as cluster:
        with Client(cluster) as client:
            victim = next(iter(client.run(os.getpid).values()))
        killed = []

        def progress(done: int, total: int) -> None:
            if done >= total // 4 and not killed:
                os.kill(victim, signal.SIGKILL)
                killed.append(done)

        job = Job.of(load(model), "UP,DOWN", "RNASH,RSEQ")
        result = run(job, folder, cluster=cluster.scheduler_address, size=3, progress=progress)
        print("killed after", killed[0], "of", result.scenarios)


if __name__ == "__main__":
    main(*sys.argv[1:])
