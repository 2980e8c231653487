"""Stand in for Telegram and Discord, for real client libraries, with faults and phones."""

from playground.discord.api.limits import DiscordLimits
from playground.discord.people import DiscordPerson
from playground.discord.phones import DiscordPhone
from playground.server import Playground
from playground.shared.clock import ClockState, TimeMachineLike
from playground.shared.errors import Refused
from playground.shared.faults import Fault, Faults
from playground.shared.ledger import Call, Ledger, UpdateRecord
from playground.telegram.limits import Limits
from playground.telegram.people import Group, Person
from playground.telegram.phones import BotBlocked, NothingThere, Phone

__all__ = [
    "BotBlocked",
    "Call",
    "ClockState",
    "DiscordLimits",
    "DiscordPerson",
    "DiscordPhone",
    "Fault",
    "Faults",
    "Group",
    "Ledger",
    "Limits",
    "NothingThere",
    "Person",
    "Phone",
    "Playground",
    "Refused",
    "TimeMachineLike",
    "UpdateRecord",
]
