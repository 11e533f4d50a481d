"""Build the site: `apidocs build`. A preview asks each of its sides for `--preview-data FILE`."""

import sys

from apidocs.commands.main import main

if __name__ == "__main__":
    sys.exit(main(["build", *sys.argv[1:]]))
