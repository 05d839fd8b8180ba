"""What is compiled is made anew when any file that it is compiled from has changed."""

import hashlib
from pathlib import Path

from resupply.simulate import kernel

_FILES = ("chance", "day", "demand", "lanes", "sending", "state")


def test_the_kernel_names_the_state_of_the_files_it_is_compiled_from() -> None:
    """Numba looks at the kernel's own file only: after an update it would run the old loops."""
    folder = Path(kernel.__file__).parent
    text = b"".join((folder / f"{name}.py").read_bytes() for name in _FILES)
    state = hashlib.sha256(text.replace(b"\r\n", b"\n")).hexdigest()[:16]
    assert state == kernel.COMPILED_FROM, f"write COMPILED_FROM = {state!r} into kernel.py"
