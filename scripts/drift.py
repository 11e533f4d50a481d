"""Compare a running app with its docs: `apidocs drift`."""

import sys

from apidocs.commands.main import main

if __name__ == "__main__":
    sys.exit(main(["drift", *sys.argv[1:]]))
