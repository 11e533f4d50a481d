"""Pack the site for reading without a network: `apidocs offline`."""

import sys

from apidocs.commands.main import main

if __name__ == "__main__":
    sys.exit(main(["offline", *sys.argv[1:]]))
