"""Settings from the environment and `.env`, checked at start."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator

from bot.cli.content_settings import ContentSettings
from bot.errors import OperatorError
from content.normalize import is_blank
from domain.remind import reminders
from storage.sealing import InvalidKeyRing, KeyRing
from storage.server import ServerOptions

FORGOTTEN_FILE_NAME = "forgotten.txt"
MAX_RUN_BY_LENGTH = 200
OFFICIAL_TELEGRAM = "https://api.telegram.org"
DISCORD_PATH = "/discord"
"""Where Discord calls us on the port of the webhook."""
PUBLIC_KEY_BYTES = 32
"""The size of an Ed25519 public key."""
WEBHOOK_PORTS = (443, 80, 88, 8443)
WEBHOOK_SECRET_PATTERN = re.compile(r"[A-Za-z0-9_-]{16,256}")
TELEGRAM_TOKEN_PATTERN = re.compile(r"[0-9]+:[A-Za-z0-9_-]{30,}")
DISCORD_TOKEN_PATTERN = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{20,}")


class InvalidSettings(OperatorError):
    """The settings cannot be used."""


class Tokens(NamedTuple):
    """One token per platform; "" for a platform that the bot is not on."""

    telegram: str
    discord: str


class Settings(ContentSettings):
    """Every setting, by its name in lower case; `.env.example` explains each one."""

    telegram_token: SecretStr = SecretStr("")
    telegram_base_url: str = OFFICIAL_TELEGRAM
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    webhook_port: int = Field(8443, ge=0, le=65535)
    discord_token: SecretStr = SecretStr("")
    discord_public_key: str = ""
    discord_base_url: str = "https://discord.com"
    database_url: str = "sqlite+aiosqlite:///./data/same-side.db"
    database_direct_url: str = ""
    database_pool_size: int = Field(15, ge=2, le=500)
    database_prepared_statements: bool = True
    secret_keys: SecretStr = SecretStr("")
    secret_keys_file: Path | None = None
    forgotten_file: Path | None = None
    backup_dir: Path | None = None
    send_rate: float = Field(25.0, gt=0, le=1000)
    chat_rate: float = Field(1.0, gt=0, le=1000)
    reminders_for_partner: int = Field(
        reminders.MAX_FOR_PARTNER, ge=0, le=reminders.MAX_FOR_PARTNER
    )
    media_mb_each: int = Field(200, ge=0, le=100_000)
    run_by: str = ""
    health_port: int | None = Field(None, ge=0, le=65535)
    log_level: str = "INFO"

    @field_validator("log_level")
    @classmethod
    def _check_log_level(cls, level: str) -> str:
        if level.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
            raise ValueError("must be DEBUG, INFO, WARNING or ERROR")
        return level.upper()

    @field_validator("run_by")
    @classmethod
    def _check_run_by(cls, text: str) -> str:
        collapsed = " ".join(text.split())
        if len(collapsed) > MAX_RUN_BY_LENGTH:
            raise ValueError(f"must have no more than {MAX_RUN_BY_LENGTH} characters")
        return "" if is_blank(collapsed) else collapsed

    @field_validator("database_direct_url")
    @classmethod
    def _check_direct_url(cls, address: str) -> str:
        if address and not address.startswith("postgresql+asyncpg://"):
            raise ValueError("must begin with postgresql+asyncpg://, as DATABASE_URL does then")
        return address

    @field_validator("telegram_base_url", "discord_base_url")
    @classmethod
    def _check_base_url(cls, address: str) -> str:
        if not re.fullmatch(r"https?://[^/\s]+\S*", address):
            raise ValueError("must begin with http:// or https://")
        return address

    @classmethod
    def read(cls) -> Settings:
        """Read all settings. Raises InvalidSettings with one line for the first fault."""
        try:
            return cls()
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            name = str(first["loc"][0]).upper()
            reason = first["msg"].removeprefix("Value error, ")
            raise InvalidSettings(f"{name} is not usable: {reason}") from None

    def read_tokens(self) -> Tokens:
        """Return the tokens; one is enough. Raises InvalidSettings, which says where to get one."""
        self.check_webhook()
        self.read_discord_key()
        telegram = self.telegram_token.get_secret_value().strip()
        discord = self.discord_token.get_secret_value().strip()
        if not telegram and not discord:
            raise InvalidSettings(
                "no token is given: get one from @BotFather and put it into TELEGRAM_TOKEN, "
                "or one of a Discord application and put it into DISCORD_TOKEN"
            )
        if telegram and not TELEGRAM_TOKEN_PATTERN.fullmatch(telegram):
            raise InvalidSettings(
                "TELEGRAM_TOKEN is not a token: copy all of it from @BotFather, "
                "digits, a colon and some 35 letters"
            )
        if discord and not DISCORD_TOKEN_PATTERN.fullmatch(discord):
            raise InvalidSettings(
                "DISCORD_TOKEN is not a token: copy all of it from your application's page Bot, "
                "three parts with dots between them"
            )
        return Tokens(telegram, discord)

    def read_discord_key(self) -> bytes:
        """Return Discord's public key of the application; b"" without one."""
        try:
            key = bytes.fromhex(self.discord_public_key.strip())
        except ValueError:
            key = b"?"
        if len(key) not in (0, PUBLIC_KEY_BYTES):
            raise InvalidSettings(
                "DISCORD_PUBLIC_KEY is not a key: copy all of it from your application's page "
                "General Information, 64 letters and digits"
            )
        return key

    def check_webhook(self) -> None:
        """Raise InvalidSettings if Telegram could not reach the webhook as it is set."""
        if not self.webhook_url:
            return
        if self.telegram_base_url == OFFICIAL_TELEGRAM:
            _check_webhook_url(self.webhook_url)
        if self.discord_public_key and urlsplit(self.webhook_url).path == DISCORD_PATH:
            raise InvalidSettings(
                f"WEBHOOK_URL is not usable: Discord calls {DISCORD_PATH}, so take another path"
            )
        if not WEBHOOK_SECRET_PATTERN.fullmatch(self.webhook_secret.get_secret_value()):
            raise InvalidSettings(
                "WEBHOOK_SECRET is needed with WEBHOOK_URL: "
                "16 to 256 letters, digits, dashes and underscores, at random"
            )

    def server_options(self) -> ServerOptions:
        """Return how to connect to PostgreSQL."""
        return ServerOptions(
            self.database_direct_url, self.database_pool_size, self.database_prepared_statements
        )

    def read_key_ring(self) -> KeyRing:
        """Return the key-encryption keys. Raises InvalidSettings, which says how to make one."""
        text = self.secret_keys.get_secret_value() or self._read_keys_file()
        if not text.strip():
            raise InvalidSettings(
                "no key is given: run `python -m bot keys new` and put its line into SECRET_KEYS"
            )
        try:
            return KeyRing.parse(text)
        except InvalidKeyRing as error:
            raise InvalidSettings(f"SECRET_KEYS is not usable: {error}") from None

    def forgotten_path(self) -> Path:
        """Return the file of forgotten people, kept beside the keys and apart from the backups."""
        folder = self.secret_keys_file.parent if self.secret_keys_file else Path()
        return self.forgotten_file or folder / FORGOTTEN_FILE_NAME

    def _read_keys_file(self) -> str:
        if self.secret_keys_file is None:
            return ""
        try:
            return self.secret_keys_file.read_text()
        except OSError as error:
            raise InvalidSettings(
                f"SECRET_KEYS_FILE cannot be read: {error.strerror or 'unknown reason'}"
            ) from None


def _check_webhook_url(address: str) -> None:
    """Raise InvalidSettings for an address that Telegram does not call."""
    try:
        url = urlsplit(address)
        port = url.port or 443
    except ValueError:
        raise InvalidSettings("WEBHOOK_URL is not usable: its port is not a number") from None
    if url.scheme != "https" or not url.hostname:
        raise InvalidSettings("WEBHOOK_URL is not usable: Telegram calls https:// alone")
    if port not in WEBHOOK_PORTS:
        raise InvalidSettings(
            "WEBHOOK_URL is not usable: Telegram calls the ports 443, 80, 88 and 8443 alone"
        )
