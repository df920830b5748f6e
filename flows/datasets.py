"""Which kind of store an address names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from flows.bucket import is_remote
from flows.store import NothingPublished

if TYPE_CHECKING:
    from flows.manifest import Manifest
    from flows.store import Store


def dataset_at(address: str) -> Store:
    """A folder of this machine, or `s3://bucket/prefix`. Raises BucketError for an address that names no bucket."""
    if not is_remote(address):
        from flows.snapshots import LocalDataset  # noqa: PLC0415 - slow to load

        return LocalDataset(Path(address))
    from flows.bucket_dataset import BucketDataset  # noqa: PLC0415 - loads pyarrow

    return BucketDataset(address)


def published(dataset: Store, address: str) -> Manifest:
    """The version that readers see now. Raises NothingPublished, which names the address as the person who gave it wrote it."""
    if (current := dataset.current()) is None:
        raise NothingPublished(address)
    return current
