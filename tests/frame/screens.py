"""Screens to look at pages on."""

from playwright.sync_api import ViewportSize

PHONE = ViewportSize(width=320, height=640)
ZOOMED = ViewportSize(width=320, height=256)
"""1280 by 1024 at 400 %."""
