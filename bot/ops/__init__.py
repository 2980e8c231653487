"""What an operator watches: metrics, health pages, logs and file locks."""
