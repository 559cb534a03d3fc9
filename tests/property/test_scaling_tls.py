"""A cluster on another machine is spoken to by TLS alone, and lets in whoever holds its certificates alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import dask
import pytest
from distributed import LocalCluster
from distributed.security import Security

from detente.errors import AnalysisError, InputError
from detente.scaling import running


@pytest.mark.parametrize(
    "address",
    [
        "tcp://192.0.2.7:8786",
        "192.0.2.7:8786",
        "cluster.example:8786",
        "ws://cluster.example:8786",
        "tcp://[2001:db8::7]:8786",
        "tcp://0.0.0.0:8786",
        "tcp://127.0.0.1@cluster.example:8786",
        "tcp://localhost.example:8786",
        "tcp://tls://cluster.example:8786",
    ],
)
def test_another_machine_is_not_spoken_to_in_the_open(address, monkeypatch):
    asked: list[object] = []
    monkeypatch.setattr(running.distributed().comm, "connect", lambda *a, **_: asked.append(a))
    with pytest.raises(InputError, match="without TLS"), running.connected(address, None):
        pass
    assert not asked


@pytest.mark.parametrize(
    "address",
    ["tcp://127.0.0.1:8786", "localhost:8786", "tcp://[::1]:8786", "tls://192.0.2.7:8786", "wss://cluster.example:8786"],
)  # fmt: skip
def test_this_machine_and_tls_are_asked(address, monkeypatch):
    class AskedError(Exception):
        pass

    async def connect(place: str, **_: object) -> None:
        raise AskedError(place)

    monkeypatch.setattr(running.distributed().comm, "connect", connect)
    with pytest.raises(AskedError), running.connected(address, None):
        pass


@pytest.fixture
def certificates(tmp_path: Path) -> dict[str, str]:
    """Return Dask's settings for a client of a cluster of its own, and files that they name."""
    return written(tmp_path, Security.temporary())


def written(folder: Path, security: Security) -> dict[str, str]:
    names = {
        "ca-file": security.tls_ca_file,
        "client.cert": security.tls_client_cert,
        "client.key": security.tls_client_key,
        "scheduler.cert": security.tls_scheduler_cert,
        "scheduler.key": security.tls_scheduler_key,
        "worker.cert": security.tls_worker_cert,
        "worker.key": security.tls_worker_key,
    }
    folder.mkdir(exist_ok=True)
    for name, text in names.items():
        (folder / name).write_text(text)
    return {f"distributed.comm.tls.{name}": str(folder / name) for name in names}


@pytest.fixture
def cluster(certificates: dict[str, str]) -> Iterator[str]:
    """Yield the address of a cluster that takes TLS alone."""
    with (
        dask.config.set(certificates),
        LocalCluster(
            n_workers=1,
            threads_per_worker=1,
            processes=False,
            protocol="tls://",
            security=Security(require_encryption=True),
            dashboard_address=None,
            silence_logs=50,
        ) as local,
    ):
        yield local.scheduler_address


def test_a_cluster_with_certificates_answers_who_holds_them(cluster, certificates):
    assert cluster.startswith("tls://")
    with dask.config.set(certificates), running.connected(cluster, None) as client:
        assert client.submit(sum, [1, 2]).result() == 3
        assert all(place.startswith("tls://") for place in client.scheduler_info()["workers"])


def test_without_certificates_the_cluster_is_not_asked(cluster, certificates):
    with (
        dask.config.set(dict.fromkeys(certificates)),
        pytest.raises(AnalysisError, match="certificates"),
        running.connected(cluster, None),
    ):
        pass


def test_certificates_of_another_authority_are_refused(cluster, tmp_path):
    others = written(tmp_path / "others", Security.temporary())
    with (
        dask.config.set(others),
        pytest.raises(AnalysisError, match="does not answer"),
        running.connected(cluster, None),
    ):
        pass
