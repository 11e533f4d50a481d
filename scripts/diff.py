"""Compare two OpenAPI descriptions: `apidocs diff`."""

import sys

from apidocs.commands.main import main

if __name__ == "__main__":
    sys.exit(main(["diff", *sys.argv[1:]]))
