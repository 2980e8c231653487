"""The content: short texts, weekly challenges, their evidence and the names of cities."""

from pathlib import Path

FOLDER = Path(__file__).parent
"""Where the texts, themes, evidence and cities lie that come with the project."""

FALLBACK = "en"
"""The language that everything is written in first, and that stands in for one we lack."""
