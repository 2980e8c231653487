"""Operations: metrics, health pages, logs and file locks."""
