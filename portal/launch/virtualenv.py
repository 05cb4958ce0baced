"""Makes `.venv` hold what a lock file lists.

`make` runs this file with a plain Python 3.11 before anything is installed, so it needs the standard
library only and imports nothing of ours.

    python3.11 portal/launch/virtualenv.py requirements.lock

uv installs in a second what takes pip half a minute; where uv cannot be had, pip does it. Both
refuse a package whose hash the lock doesn't name, and neither uninstalls.
"""

import hashlib
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV_LOCK = ROOT / "requirements-uv.lock"


def main(lock: Path) -> None:
    # `make` asks the Python of .venv first: any other one runs this only where that is missing or broken.
    if Path(sys.prefix) != VENV:
        _create()
    if not _is_installed(lock):
        print(f"Installing {lock.name} …", flush=True)
        if not _install_with_uv(lock):
            _install_with_pip(lock)
        _stamp(lock).write_text(_digest(lock))


def _stamp(lock: Path) -> Path:
    return VENV / f"{lock.name}.installed"


def _digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def _is_installed(lock: Path) -> bool:
    stamp = _stamp(lock)
    return stamp.exists() and stamp.read_text() == _digest(lock)


def _create() -> None:
    if not importlib.util.find_spec("ensurepip"):
        sys.exit("Python 3.11 is here without its venv module; on Debian or Ubuntu: apt install python3.11-venv")
    print("Making .venv …", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True, check=False)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit(f"Python could not make .venv: {_last_line(made)}")


def _install_with_uv(lock: Path) -> bool:
    """Whether uv did it; if not, a line says why and pip has its turn."""
    uv = VENV / "bin" / "uv"
    steps: list[list[Path | str]] = []
    if not uv.exists():
        steps.append([PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", UV_LOCK])
    steps.append([uv, "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes", "-r", lock])
    for step in steps:
        done = subprocess.run(step, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"uv could not do it ({_last_line(done)}); pip is slower but will try.", flush=True)
            return False
    return True


def _install_with_pip(lock: Path) -> None:
    pip: list[Path | str] = [PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{done.stderr.strip()}\n{lock.name} could not be installed; the lines above say why.")


def _last_line(done: "subprocess.CompletedProcess[str]") -> str:
    return ((done.stderr or done.stdout).strip().splitlines() or ["no reason given"])[-1].strip()


if __name__ == "__main__":
    main(ROOT / sys.argv[1])
