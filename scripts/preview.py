"""Preview a change of the docs: `apidocs preview`."""

import sys

from apidocs.commands.main import main

if __name__ == "__main__":
    sys.exit(main(["preview", *sys.argv[1:]]))
