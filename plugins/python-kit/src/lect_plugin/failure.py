"""What an analyzer refuses, in words for its user."""

from __future__ import annotations

from typing import Dict, Optional


class Failure(Exception):
    """Ends the analysis with a message; with ``option``, the message stands under that option."""

    def __init__(self, message: str, option: Optional[str] = None) -> None:
        super().__init__(message)
        self.message = message
        self.option = option

    def line(self) -> Dict[str, object]:
        """The failure as an answer."""
        kind = "invalidOption" if self.option else "failed"
        return {"failed": {"kind": kind, "subject": self.option or "", "message": self.message}}
