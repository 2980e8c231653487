"""The settings that the content commands need, kept apart so that these start fast."""

from __future__ import annotations

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

ENV_FILE = Path(".env")


class ContentSettings(BaseSettings):
    """The part of `bot.settings.Settings` that the content commands need."""

    model_config = SettingsConfigDict(env_file=ENV_FILE, extra="ignore", env_ignore_empty=True)

    packs_dir: Path | None = None
