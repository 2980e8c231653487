"""The settings that the content commands need, apart so that they start in a moment."""

from __future__ import annotations

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

ENV_FILE = Path(".env")


class ContentSettings(BaseSettings):
    """A part of `bot.settings.Settings`, which has these too."""

    model_config = SettingsConfigDict(env_file=ENV_FILE, extra="ignore", env_ignore_empty=True)

    packs_dir: Path | None = None
