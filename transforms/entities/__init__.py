"""Who and what is named: mentions with one id each, the same in every document."""

from transforms.entities.finding import find
from transforms.entities.resolving import resolve
from transforms.entities.status import annotate
from transforms.entities.unresolved import unresolved

__all__ = ["annotate", "find", "resolve", "unresolved"]
