"""A process of the portal that does what it is told, line by line; its commits are real.

Told `["edit", {"number": 3}]`, it answers with what the function of that name in `portal_deeds` gives.
"""

import json
import sys
import traceback
from importlib import import_module

import django


def main() -> None:
    # What libraries print must not get between the answers.
    answers, sys.stdout = sys.stdout, sys.stderr
    django.setup()
    deeds = import_module("tests.services.portal_deeds")
    for line in sys.stdin:
        name, arguments = json.loads(line)
        try:
            given = [True, getattr(deeds, name)(**arguments)]
        except Exception:
            given = [False, traceback.format_exc()]
        print(json.dumps(given), file=answers, flush=True)


if __name__ == "__main__":
    main()
