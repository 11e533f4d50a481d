"""Serve the site while people write: `apidocs serve`."""

import sys

from apidocs.commands.main import main

if __name__ == "__main__":
    sys.exit(main(["serve", *sys.argv[1:]]))
