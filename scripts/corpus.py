"""Build every description of a folder and check each site."""

import sys

from apidocs.commands.main import main

if __name__ == "__main__":
    sys.exit(main(["corpus", *sys.argv[1:]]))
