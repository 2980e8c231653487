"""The tables, one module a feature; importing the package makes all of them known.

A column made by `sealed` holds bytes that only the key of the named owner opens; it is written
and read through `storage.sealing.Vault` alone.
"""

from storage.columns import Base as Base
from storage.tables import (
    challenge as challenge,
    goals as goals,
    keys as keys,
    member as member,
    pair as pair,
    privacy as privacy,
    queues as queues,
    reflect as reflect,
    remind as remind,
    repair as repair,
    thanks as thanks,
    unsorted as unsorted,
)
