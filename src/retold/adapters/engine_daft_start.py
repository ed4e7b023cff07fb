"""Starting Daft and Ray: quiet, without usage statistics, and with one line for what a user can mend.

A process has one runner for its whole life: Daft allows no other once the first query has run.
"""

from __future__ import annotations

import logging
import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from retold.errors import BadInput

MISSING = 'the Daft engine needs an extra: type pip install "retold[scale]"'
Daft = Any  # the module: an extra, whose types are not there without it
LOCAL, AUTO = "local", "auto"  # Ray on this machine alone; the cluster that this machine belongs to
PATIENCE = 10.0  # seconds to wait for a cluster's address to answer
READY = 600  # seconds that a worker may take to start: a crowded machine needs minutes
NOISE = re.compile(r"\x1b\[[0-9;]*m|\bDaftError::\w+ ")  # colours, and names that mean something to Daft
QUIET = {
    "DAFT_ANALYTICS_ENABLED": "0",
    "DO_NOT_TRACK": "1",
    "SCARF_NO_ANALYTICS": "1",
    "RAY_USAGE_STATS_ENABLED": "0",
    "DAFT_PROGRESS_BAR": "0",
    "RAY_TQDM": "0",
    "RAY_DEDUP_LOGS": "1",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0",
}


def started(ray: str | None) -> Daft:
    """Return the daft module, its runner chosen: on this machine, or on Ray at an address ("local", "auto", host:port, ray://host:port).

    Raises BadInput where the extra is not installed, no cluster answers, or this process already runs Daft in the other way.
    """
    os.environ.update(QUIET)
    try:
        import daft
    except ImportError as error:
        raise BadInput(MISSING) from error
    if ray is None:
        if _runs(daft) == "ray":
            raise BadInput("this process already runs Daft on Ray: start another one to run it without")
        return daft
    if _runs(daft) == "native":
        raise BadInput("this process already runs Daft without Ray: start another one to run it on a cluster")
    _ray(ray)
    with _hushed():
        daft.set_runner_ray(noop_if_initialized=True, worker_startup_timeout=READY)
        daft.context.set_execution_config(actor_udf_ready_timeout=READY)
    return daft


def workers(ray: str | None) -> int:
    """Return how many processors there are to work with."""
    if ray is None:
        return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
    import ray as cluster

    return max(1, int(cluster.cluster_resources().get("CPU", 1)))


@contextmanager
def told(what: str) -> Iterator[None]:
    """Turn what goes wrong on an engine and lies outside of it (a path, a disk, a lost cluster) into one line. `what` was being done."""
    try:
        yield
    except (FileNotFoundError, PermissionError, ConnectionError) as error:
        raise BadInput(f"{what} failed: {first_line(error)}") from error
    except Exception as error:
        if not type(error).__module__.startswith(("daft.", "ray.")) or "UDF" in type(error).__name__:
            raise
        raise BadInput(f"{what} failed: {first_line(error)}") from error


def first_line(error: BaseException) -> str:
    """Return what an error says, without its stack and not longer than a line; Ray puts the stack first."""
    lines = [line.strip() for line in NOISE.sub("", str(error)).splitlines() if line.strip()] or [type(error).__name__]
    said = lines[-1] if lines[0].startswith("ray::") else lines[0]
    return said if len(said) <= 300 else f"{said[:297]}..."


def _runs(daft: Daft) -> str | None:
    """Return which runner this process has, None where none has run yet."""
    from daft.runners import _get_runner

    runner = _get_runner()
    return None if runner is None else str(getattr(runner, "name", "native"))


def _ray(address: str) -> None:
    """Join a cluster, or start one on this machine. Raises BadInput where that cannot be done."""
    try:
        import ray
    except ImportError as error:
        raise BadInput(MISSING) from error
    if ray.is_initialized():
        return
    _answers(address)
    asked: dict[str, Any] = {"logging_level": logging.ERROR, "log_to_driver": False}
    if address == LOCAL:
        asked |= {"num_cpus": workers(None), "include_dashboard": False}
    with _hushed():
        try:
            ray.init(address=address, **asked)
        except Exception as error:  # Ray raises what it likes, and says it at length
            raise BadInput(f"no Ray cluster could be joined at {address}: {first_line(error)}") from error


def _answers(address: str) -> None:
    """Knock at an address: Ray itself tries for minutes before it gives up. Raises BadInput where nobody opens."""
    if address in (LOCAL, AUTO):
        return
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise BadInput(f"{address!r} is no address of a Ray cluster: give {LOCAL}, {AUTO}, HOST:PORT or ray://HOST:PORT")
    try:
        with socket.create_connection((host.strip("[]"), int(port)), timeout=PATIENCE):
            pass
    except OSError as error:
        raise BadInput(f"no Ray cluster answers at {address}: {(error.strerror or str(error)).lower()}") from error


@contextmanager
def _hushed() -> Iterator[None]:
    """Keep Ray's banner and warnings off the screen while it starts."""
    logger = logging.getLogger("ray")
    level, logger.propagate = logger.level, False
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        with suppress(Exception):
            logger.setLevel(max(level, logging.ERROR))
