"""Serve a mock of an API: `apidocs mock`."""

import sys

from apidocs.commands.main import main

if __name__ == "__main__":
    sys.exit(main(["mock", *sys.argv[1:]]))
